package io.ordersetl.dataset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts models in an order in which each comes after those it reads; a cycle is a problem. */
final class ModelOrder {
  private final Map<String, Model> models = new LinkedHashMap<>();
  private final List<Model> ordered = new ArrayList<>();
  private final Deque<String> path = new ArrayDeque<>();
  private final Problems problems;

  private ModelOrder(List<Model> models, Problems problems) {
    models.forEach(model -> this.models.put(model.name(), model));
    this.problems = problems;
  }

  static List<Model> of(List<Model> models, Problems problems) {
    ModelOrder order = new ModelOrder(models, problems);
    order.models.values().forEach(order::visit);
    return order.ordered;
  }

  private void visit(Model model) {
    if (ordered.contains(model)) {
      return;
    }
    if (path.contains(model.name())) {
      problems.add(
          "models/" + model.name() + ".sql",
          "",
          "models read each other in a circle: "
              + String.join(" -> ", path)
              + " -> "
              + model.name());
      return;
    }
    path.addLast(model.name());
    model.references().stream()
        .sorted()
        .map(models::get)
        .filter(java.util.Objects::nonNull)
        .forEach(this::visit);
    path.removeLast();
    if (!ordered.contains(model)) {
      ordered.add(model);
    }
  }
}
