package io.ordersetl.faults.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private final Conversation conversation = new Conversation();

  private String sent(char type, String... texts) {
    String body = String.join("\0", texts) + "\0";
    return conversation.sent(type, body.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void knowsAStatementByItsNameWhenItRuns() {
    assertThat(sent('P', "s1", "Insert  into\n a", "")).isEmpty();
    assertThat(sent('B', "", "s1")).isEmpty();
    assertThat(sent('E', "", "")).isEqualTo("insert into a");
    assertThat(conversation.received('C')).isEqualTo("insert into a");
  }

  @Test
  void listsWhatACommitEnds() {
    sent('Q', "BEGIN");
    sent('Q', "copy a from stdin");
    assertThat(sent('d', "1")).isEqualTo("rows of copy a from stdin");
    sent('Q', "drop table b");

    assertThat(sent('Q', "COMMIT")).isEqualTo("commit [copy a from stdin, drop table b]");
    assertThat(sent('Q', "COMMIT")).isEqualTo("commit []");
  }

  @Test
  void forgetsWhatFailed() {
    sent('Q', "select 1/0");
    assertThat(conversation.received('E')).isEmpty();
    conversation.received('Z');
    sent('Q', "select 2");

    assertThat(conversation.received('C')).isEqualTo("select 2");
  }
}
