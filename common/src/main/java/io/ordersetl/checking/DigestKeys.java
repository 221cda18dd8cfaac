package io.ordersetl.checking;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;

/**
 * Keys of any kind, by the first 128 bits of their SHA-256: two different keys of a billion share
 * one with a probability of 10^-21.
 */
final class DigestKeys extends KeySet {
  private static final long BYTES_A_KEY = 96; // entry, table slot, record

  private record Digest(long high, long low) {}

  private final Set<Digest> digests = new HashSet<>();
  private final MessageDigest sha256;

  DigestKeys(String dataset, long memoryBytes) {
    super(dataset, memoryBytes);
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  boolean add(String key) {
    reserve((digests.size() + 1) * BYTES_A_KEY, digests.size() + 1L);
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    return digests.add(new Digest(hash.getLong(), hash.getLong()));
  }
}
