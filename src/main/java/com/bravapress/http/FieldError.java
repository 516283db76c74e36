package com.bravapress.http;

/** What is wrong with one field of a form or body, and how to mend it. */
public record FieldError(String field, String message) {}
