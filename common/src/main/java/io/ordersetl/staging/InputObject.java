package io.ordersetl.staging;

/** A source object as it was read: this content, known by its ETag. */
public record InputObject(String dataset, String uri, String etag, long bytes) {}
