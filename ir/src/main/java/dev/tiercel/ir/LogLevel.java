package dev.tiercel.ir;

/** Levels of log lines. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR
}
