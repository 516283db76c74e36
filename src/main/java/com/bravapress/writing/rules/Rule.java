package com.bravapress.writing.rules;

/**
 * One editorial rule.
 *
 * @param id its number; E blocks, W warns
 * @param severity what its findings weigh unless the rule says otherwise
 * @param says the rule in one sentence
 * @param source where it comes from
 * @param check how it reads a manuscript
 */
public record Rule(String id, Severity severity, String says, String source, Check check) {

    /** Reads the manuscript and marks what breaks the rule. */
    @FunctionalInterface
    interface Check {
        void read(Manuscript manuscript, Marks marks);
    }

    static Rule error(String id, String says, String source, Check check) {
        return new Rule(id, Severity.ERROR, says, source, check);
    }

    static Rule warning(String id, String says, String source, Check check) {
        return new Rule(id, Severity.WARNING, says, source, check);
    }

    static Rule info(String id, String says, String source, Check check) {
        return new Rule(id, Severity.INFO, says, source, check);
    }
}
