package io.ordersetl.faults.gate;

/**
 * Learns what passes a gate, one line an event, and may end it there.
 *
 * <ul>
 *   <li>{@code s3 > PUT /bucket/key}: a request that the server has not seen yet
 *   <li>{@code s3 < PUT /bucket/key}: a request that the server has answered, the client does not
 *       know yet
 *   <li>{@code pg > commit [create table …; copy …]}: a statement on its way to the server; commits
 *       list the statements they end
 *   <li>{@code pg < …}: a statement that the server has completed, the client does not know yet
 *   <li>{@code pg > rows of copy …}: rows on their way to the server
 * </ul>
 */
@FunctionalInterface
public interface Events {

  /**
   * Takes an event; the gate waits for the return.
   *
   * @return whether it may go on; otherwise the connection is cut here
   */
  boolean passes(String event);
}
