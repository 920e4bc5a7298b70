package dev.tiercel.frontend.document;

import java.util.List;

/** A function declared by {@code define_function}. */
public record LocalFunction(String name, List<String> parameters, List<Operation> body) {}
