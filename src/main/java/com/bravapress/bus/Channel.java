package com.bravapress.bus;

/** A one-way publish/subscribe address together with the only type that may travel on it. */
public record Channel<T extends Record>(String address, Class<T> type) {}
