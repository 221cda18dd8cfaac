package io.ordersetl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownTest {

  private final List<String> closed = new ArrayList<>();
  private final Shutdown shutdown = Shutdown.onSignals();

  @Test
  void closesTheLastOpenedFirst() throws Exception {
    shutdown.open(() -> () -> closed.add("folder"));
    shutdown.open(() -> () -> closed.add("server"));

    shutdown.close();
    shutdown.close();

    assertThat(closed).containsExactly("server", "folder");
  }

  @Test
  void closesTheRestWhereOneCannotBeClosed() throws Exception {
    shutdown.open(() -> () -> closed.add("folder"));
    shutdown.open(
        () ->
            () -> {
              throw new IllegalStateException("on purpose");
            });

    shutdown.close();

    assertThat(closed).containsExactly("folder");
  }

  @Test
  void opensNothingOnceTheProcessIsEnding() {
    shutdown.close();

    assertThatThrownBy(() -> shutdown.open(() -> () -> closed.add("server")))
        .hasMessage("the process is ending");
    assertThat(closed).isEmpty();
  }
}
