package com.bravapress.writing.rules;

/**
 * One finding of the check.
 *
 * @param rule the rule's number, such as E03
 * @param field the form field's name
 * @param start UTF-16 offset of the first character at fault; equal to {@code end} when something is missing
 * @param end UTF-16 offset after the last one
 * @param message what is wrong
 * @param hint what mends it
 * @param source where the rule comes from
 */
public record Issue(
        String rule, Severity severity, String field, int start, int end, String message, String hint, String source) {}
