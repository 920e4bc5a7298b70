package dev.tiercel.server.store;

import dev.tiercel.frontend.document.DocumentKind;

/**
 * What stays the same when a document is replaced (ADM-9).
 *
 * @param key id of a route or tenant, name of any other document
 */
public record DocumentIdentity(DocumentKind kind, String key) {}
