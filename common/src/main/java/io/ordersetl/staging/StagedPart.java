package io.ordersetl.staging;

/**
 * One object of a staged dataset: canonical CSV with a header.
 *
 * @param path below the run's folder
 * @param rows without the header
 * @param sha256 of all bytes, in hexadecimal
 */
public record StagedPart(String path, long bytes, long rows, String sha256) {}
