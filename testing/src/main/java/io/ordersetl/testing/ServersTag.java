package io.ordersetl.testing;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The tag by which the build finds the classes to run once more on containers. */
final class ServersTag {

  private static final String TAG = "servers";

  private ServersTag() {}

  static void require(ExtensionContext context) {
    if (!context.getTags().contains(TAG)) {
      throw new ExtensionConfigurationException(
          "Add @Tag(\""
              + TAG
              + "\") to "
              + context.getRequiredTestClass().getName()
              + ": by it the build finds the tests that also run on containers");
    }
  }
}
