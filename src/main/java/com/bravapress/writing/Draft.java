package com.bravapress.writing;

/** A drafted release; {@code content} is Markdown, and square brackets mark what the customer must still add. */
public record Draft(String title, String summary, String socialTitle, String content) {}
