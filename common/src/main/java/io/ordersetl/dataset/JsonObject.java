package io.ordersetl.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A JSON object of a definition file, read key by key. A value of the wrong kind is noted as a
 * problem at its pointer and then counts as absent, so that reading goes on to the next problem.
 */
final class JsonObject {
  private final String file;
  private final String pointer;
  private final JsonNode node;
  private final Problems problems;
  private final Set<String> known = new HashSet<>();

  JsonObject(String file, String pointer, JsonNode node, Problems problems) {
    this.file = file;
    this.pointer = pointer;
    this.node = node;
    this.problems = problems;
    if (!node.isObject()) {
      problems.add(file, pointer, "expected an object, found " + node);
    }
  }

  Optional<String> text(String key) {
    return value(key, "a text", JsonNode::isTextual).map(JsonNode::textValue);
  }

  Optional<Boolean> flag(String key) {
    return value(key, "true or false", JsonNode::isBoolean).map(JsonNode::booleanValue);
  }

  Optional<Long> count(String key) {
    return value(key, "a whole number, 0 or more", JsonObject::isCount).map(JsonNode::longValue);
  }

  Optional<Double> fraction(String key) {
    return value(key, "a number from 0 to 1", JsonObject::isFraction).map(JsonNode::doubleValue);
  }

  /** A number or a text, as text: the bounds of a rule. */
  Optional<String> scalar(String key) {
    return value(key, "a number or a text", n -> n.isNumber() || n.isTextual())
        .map(n -> n.isNumber() ? n.decimalValue().toPlainString() : n.textValue());
  }

  List<String> texts(String key) {
    return elements(key).stream()
        .filter(this::isTextElement)
        .map(element -> element.node.textValue())
        .toList();
  }

  Optional<JsonObject> object(String key) {
    return value(key, "an object", JsonNode::isObject)
        .map(child -> new JsonObject(file, pointer + "/" + key, child, problems));
  }

  List<JsonObject> objects(String key) {
    return elements(key).stream()
        .map(element -> new JsonObject(file, element.pointer, element.node, problems))
        .toList();
  }

  /** The parsed form of a text; what the parser refuses is a problem. */
  <T> Optional<T> parsed(String key, Function<String, T> parser) {
    return parse(key, text(key), parser);
  }

  /** The parsed form of a value read before, told as a problem of the key it came from. */
  <T> Optional<T> parse(String key, Optional<String> text, Function<String, T> parser) {
    try {
      return text.map(parser);
    } catch (RuntimeException e) {
      problem(key, e.getMessage());
      return Optional.empty();
    }
  }

  void require(String key) {
    if (!node.has(key)) {
      problem("", "the key \"" + key + "\" is missing");
    }
  }

  boolean has(String key) {
    return node.has(key);
  }

  void problem(String key, String what) {
    problems.add(file, key.isEmpty() ? pointer : pointer + "/" + key, what);
  }

  /** Notes every key that nobody asked for: a typing error must not pass for a rule. */
  void refuseUnknownKeys() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                problem(key, "unknown key; known here: " + known.stream().sorted().toList());
              }
            });
  }

  private record Element(String pointer, JsonNode node) {}

  private List<Element> elements(String key) {
    Optional<JsonNode> array = value(key, "a list", JsonNode::isArray);
    if (array.isEmpty()) {
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    IntStream.range(0, array.get().size())
        .forEach(i -> elements.add(new Element(pointer + "/" + key + "/" + i, array.get().get(i))));
    return elements;
  }

  private boolean isTextElement(Element element) {
    if (!element.node.isTextual()) {
      problems.add(file, element.pointer, "expected a text, found " + element.node);
    }
    return element.node.isTextual();
  }

  private Optional<JsonNode> value(
      String key, String expected, java.util.function.Predicate<JsonNode> fits) {
    known.add(key);
    JsonNode child = node.get(key);
    if (child == null) {
      return Optional.empty();
    }
    if (!fits.test(child)) {
      problem(key, "expected " + expected + ", found " + child);
      return Optional.empty();
    }
    return Optional.of(child);
  }

  private static boolean isCount(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
  }

  private static boolean isFraction(JsonNode node) {
    return node.isNumber() && node.doubleValue() >= 0 && node.doubleValue() <= 1;
  }
}
