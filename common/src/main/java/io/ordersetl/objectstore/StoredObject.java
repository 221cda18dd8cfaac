package io.ordersetl.objectstore;

import java.time.Instant;

/** An object as it was seen: this content, known by its ETag, of so many bytes. */
public record StoredObject(ObjectUri uri, String etag, long bytes, Instant lastModified) {}
