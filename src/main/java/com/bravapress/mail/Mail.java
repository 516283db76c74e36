package com.bravapress.mail;

import java.util.Map;

/**
 * A mail to be sent, as {@code jobs.data} keeps it.
 *
 * @param kind a {@link MailKind} by its id
 * @param to one bare address
 * @param model what the templates show; texts, numbers and truth values only
 */
public record Mail(String kind, String to, Map<String, Object> model) {}
