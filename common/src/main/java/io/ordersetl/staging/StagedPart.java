package io.ordersetl.staging;

/**
 * One object of a staged dataset: canonical CSV with a header.
 *
 * @param path below the run's folder
 * @param rows without the header
 * @param checksum of all bytes, as {@link PartChecksum} writes it
 */
public record StagedPart(String path, long bytes, long rows, String checksum) {}
