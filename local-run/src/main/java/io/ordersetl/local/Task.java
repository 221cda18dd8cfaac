package io.ordersetl.local;

/** The tasks, in the order they run. */
public enum Task {
  EXTRACT("extract", "io.ordersetl.extract.ExtractMain"),
  TRANSFORM("transform", "io.ordersetl.transform.TransformMain"),
  LOAD("load", "io.ordersetl.load.LoadMain");

  private final String title;
  private final String mainClass;

  Task(String title, String mainClass) {
    this.title = title;
    this.mainClass = mainClass;
  }

  /** Its name in results. */
  public String title() {
    return title;
  }

  /** The folder of its module, and the name of its image. */
  public String module() {
    return title + "-task";
  }

  String mainClass() {
    return mainClass;
  }
}
