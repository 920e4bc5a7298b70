package dev.tiercel.ir;

/**
 * What {@link Opcode.CallEffect} does. The comments give the plan, the operands in order and the
 * result; {@code [x]} is present only as the plan says.
 */
public enum EffectKind {
    /**
     * Plan: {@code rows} (value of {@code sql_op}), {@code table} (value of {@code query_db}), or
     * {@code rows text} and {@code table text} (the JSON text of these, which only a hole of a
     * response may use), database, statement with {@code ?} for each parameter, form of the
     * arguments, then the parameters. Form {@code given}: each argument is an operand and a
     * parameter is its index; {@code list}: one operand, an array, and a parameter is an index;
     * {@code members}: one operand, an object, and a parameter is a name. Operands: the arguments,
     * then the time limit in milliseconds or null.
     */
    SQL,

    /** Plan: database, isolation level or nothing. No operands → null. */
    BEGIN_TRANSACTION,

    /** Plan: database. No operands → null; raises if the commit fails. */
    COMMIT,

    /** Plan: database. No operands → null; never raises. */
    ROLLBACK,

    /**
     * Plan: names of the fields that are present, of {@code key}, {@code value}, {@code args},
     * {@code ttl_seconds}, in this order. Command STRING, [key STRING], [value], [ARRAY args],
     * [INTEGER ttl_seconds] → value of {@code redis_op}.
     */
    REDIS,

    /**
     * Plan: method, then names of the fields that are present, of {@code query}, {@code headers},
     * {@code body}, in this order. URL STRING, [OBJECT query], [OBJECT headers], [body], time limit
     * in milliseconds → response OBJECT.
     */
    HTTP,

    /**
     * Plan: {@code full} or {@code none} for the jitter. INTEGER number of the retry from 1, number
     * delay, number multiplier, number greatest delay, response OBJECT or null → BOOLEAN; as {@link
     * Opcode.WaitBeforeRetry}, but not shorter than {@code Retry-After} of the response says.
     */
    WAIT_BEFORE_RETRY,

    /**
     * Plan: canonical name of the operation, document of the extension, JSON Schema. OBJECT fields
     * → the same; raises EXTENSION_INVALID.
     */
    CHECK_FIELDS,

    /**
     * Plan: canonical name of the operation, name of the document that calls. OBJECT fields → body
     * of the request to a webhook.
     */
    WEBHOOK_BODY,

    /**
     * Plan: canonical name of the operation. Response OBJECT → its body; raises EXTENSION_ERROR if
     * its status is 400 or above.
     */
    WEBHOOK_VALUE,

    /**
     * Plan: command of {@code ws_op}, then names of the fields that are present; {@code received}
     * is the message that was received. Operands: these fields; {@code exclude_self} is a BOOLEAN,
     * {@code code} an INTEGER, {@code message} and {@code received} any value, the others STRING →
     * {@code ws_result}.
     */
    WEBSOCKET,

    /** As {@link #WEBSOCKET}, but the command is the first operand, STRING, not in the plan. */
    COMPUTED_WEBSOCKET,

    /**
     * No plan. Command STRING of {@code COMPUTED_WEBSOCKET}, its {@code ws_result}, channel STRING
     * or null, any value → value of {@code ws_op}; the last operand if it has none.
     */
    WEBSOCKET_VALUE,

    /**
     * Plan: name of a variable. Any value → what the connection scope holds under that name, the
     * operand if it holds nothing; never raises.
     */
    SCOPE_VALUE,

    /** Plan: names of variables. Their values → null; keeps them in the connection scope. */
    SAVE_SCOPE
}
