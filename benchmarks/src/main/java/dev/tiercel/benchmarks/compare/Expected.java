package dev.tiercel.benchmarks.compare;

/** A request as bytes, and what a server answered to it when answers were compared. */
record Expected(byte[] request, int status, ExpectedBody body) {}
