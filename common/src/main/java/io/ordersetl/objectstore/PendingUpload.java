package io.ordersetl.objectstore;

/** An upload in parts that was begun and neither completed nor aborted. Nobody can see it. */
public record PendingUpload(ObjectUri uri, String id) {}
