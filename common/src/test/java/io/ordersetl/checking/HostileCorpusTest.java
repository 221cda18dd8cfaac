package io.ordersetl.checking;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ordersetl.checking.CheckBench.Checked;
import io.ordersetl.testing.hostile.HostileCase;
import io.ordersetl.testing.hostile.HostileCorpus;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of the corpus, on the fast path and on the slow one, whatever the buffer. */
class HostileCorpusTest {
  private static final int LARGEST_SMALL_BUFFER = 400;
  private static final int SMALLEST_BUFFER = 8;
  private static final int USUAL = 256 << 10;
  private static final long A_FEW_BUFFERS = 16 << 20;
  private static final long CHARACTERS_COPIED =
      16; // bytes a character of output, by the bench itself

  static Stream<HostileCase> small() {
    return HostileCorpus.all().stream().filter(hostile -> !hostile.isLarge());
  }

  static Stream<HostileCase> large() {
    return HostileCorpus.all().stream().filter(HostileCase::isLarge);
  }

  @Test
  void hasOneCaseOfEachName() {
    assertThat(HostileCorpus.all()).extracting(HostileCase::toString).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("small")
  void givesTheVerdictWhereverTheBufferEnds(HostileCase hostile) {
    CheckBench bench = new CheckBench(hostile.contract());
    byte[] object = hostile.content();
    int largest = Math.min(LARGEST_SMALL_BUFFER, object.length + SMALLEST_BUFFER);
    for (int buffer = SMALLEST_BUFFER; buffer < largest; buffer++) {
      assertVerdict(hostile, bench.quickly(object, buffer), "buffer " + buffer);
      assertVerdict(hostile, bench.slowly(object, buffer), "slowly, buffer " + buffer);
    }
    assertVerdict(hostile, bench.quickly(object, USUAL), "usual buffer");
    assertVerdict(hostile, bench.inDribbles(object, USUAL), "in dribbles");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("large")
  void givesTheVerdictOnLargeObjectsInBoundedMemory(HostileCase hostile) {
    CheckBench bench = new CheckBench(hostile.contract());
    byte[] object = hostile.content();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    Checked checked = bench.quickly(object, USUAL);

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated - CHARACTERS_COPIED * expectedChars(hostile)).isLessThan(A_FEW_BUFFERS);
    assertVerdict(hostile, checked, "usual buffer");
    assertVerdict(hostile, bench.quickly(object, 4096 + 7), "small buffer");
    assertVerdict(hostile, bench.slowly(object), "slowly");
  }

  private static int expectedChars(HostileCase hostile) {
    return hostile.staged().length() + hostile.rejects("r", hostile.object()).length();
  }

  private static void assertVerdict(HostileCase hostile, Checked checked, String how) {
    assertThat(checked.exitCode()).as("%s: %s", how, checked).isEqualTo(hostile.exitCode());
    if (hostile.exitCode() == 0) {
      assertThat(checked.staged()).as(how).isEqualTo(hostile.staged());
      assertThat(checked.rejects()).as(how).isEqualTo(hostile.rejects("r", hostile.object()));
    } else {
      assertThat(checked.failure()).as(how).contains(hostile.messages());
    }
  }
}
