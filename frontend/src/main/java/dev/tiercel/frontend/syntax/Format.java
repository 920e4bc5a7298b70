package dev.tiercel.frontend.syntax;

/** The two notations of documents. */
public enum Format {
    JSON("Json"),
    YAML("Yaml");

    private final String text;

    Format(String text) {
        this.text = text;
    }

    /** Returns the name under which the detected format is reported (DOC-2). */
    public String text() {
        return text;
    }
}
