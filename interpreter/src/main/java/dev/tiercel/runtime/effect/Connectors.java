package dev.tiercel.runtime.effect;

/** The other systems that logic can speak to, shared by all requests. Thread-safe. */
public interface Connectors {
    /** Nothing is configured: every operation fails as if its system could not be reached. */
    Connectors NONE = new NoConnectors();

    SqlConnector sql();

    RedisConnector redis();

    HttpConnector http();

    FieldSchemas schemas();
}
