package io.ordersetl.config;

import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The environment variables a task was given, read once. Every problem is collected; {@link
 * #refuseProblems} reports them all together. An empty variable counts as one that is not set, as
 * compose files and schedulers pass it on.
 */
public final class Environment {
  private final Map<String, String> variables;
  private final List<String> problems = new ArrayList<>();

  public Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** The variable's value, where it is set. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** The variable's value as its parser understands it; what the parser refuses is a problem. */
  public <T> Optional<T> optional(String name, Function<String, T> parser) {
    try {
      return optional(name).map(parser);
    } catch (RuntimeException e) {
      problems.add(name + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Like {@link #optional(String, Function)}; that it is not set is a problem too. */
  public <T> T required(String name, Function<String, T> parser) {
    if (optional(name).isEmpty()) {
      problems.add(name + ": is not set");
    }
    // The null never leaves a task's settings: refuseProblems stops the task first.
    return optional(name, parser).orElse(null);
  }

  public String required(String name) {
    return required(name, Function.identity());
  }

  /** A secret from the variable, or from the file that {@code name_FILE} names. */
  public Optional<Secret> secret(String name) {
    Optional<String> file = optional(name + "_FILE");
    if (file.isEmpty()) {
      return optional(name).map(Secret::new);
    }
    if (optional(name).isPresent()) {
      problems.add(name + ": is set, and " + name + "_FILE too; set one of them");
    }
    try {
      return Optional.of(new Secret(Files.readString(Path.of(file.get())).strip()));
    } catch (IOException e) {
      problems.add(name + "_FILE: can't read " + file.get() + " (" + e + ")");
      return Optional.empty();
    }
  }

  /** Like {@link #secret}; that it is not set is a problem too. */
  public Secret requiredSecret(String name) {
    Optional<Secret> secret = secret(name);
    if (secret.isEmpty() && optional(name + "_FILE").isEmpty()) {
      problems.add(name + ": is not set (neither is " + name + "_FILE)");
    }
    return secret.orElse(null);
  }

  /** A switch: {@code true} or {@code false}, the latter when not set. */
  public boolean flag(String name) {
    return optional(name, Environment::parseFlag).orElse(false);
  }

  /** A whole number within bounds. */
  public int integer(String name, int byDefault, int min, int max) {
    return optional(name, value -> parseInteger(value, min, max)).orElse(byDefault);
  }

  /** Stops the task with exit 78 and every problem found so far. */
  public void refuseProblems() {
    if (!problems.isEmpty()) {
      throw TaskFailure.configuration(
          "The configuration is wrong; set or correct these environment variables:\n  - "
              + String.join("\n  - ", problems));
    }
  }

  private static boolean parseFlag(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException("expected true or false, found '" + value + "'");
    };
  }

  private static int parseInteger(String value, int min, int max) {
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, with the bounds
    }
    throw new IllegalArgumentException(
        "expected a whole number from " + min + " to " + max + ", found '" + value + "'");
  }
}
