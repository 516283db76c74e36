package com.bravapress.config;

import java.util.List;

/** Everything that is wrong with the settings, at once; the program ends with exit code 2 before anything starts. */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    InvalidSettings(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** One sentence per fault, each naming its setting. */
    public List<String> faults() {
        return faults;
    }
}
