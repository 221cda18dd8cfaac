package io.ordersetl.local;

import io.ordersetl.config.Environment;
import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectStoreSettings;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.staging.PipelineFiles;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

/** Puts a golden case's input where the tasks look for it. */
record GoldenSeed(ObjectStoreExtension objectStore, WarehouseExtension warehouse) {

  void plant(GoldenCase golden) throws Exception {
    PipelineDefinition definition = PipelineFiles.read(golden.pipeline().map(Path::toString), null);
    FolderSeed seed = FolderSeed.of(golden.input(), definition, golden.asOf());
    ObjectStoreSettings settings =
        ObjectStoreSettings.staging(new Environment(objectStore.environment()));
    try (ObjectStore store = ObjectStore.connect(settings);
        Connection connection = warehouse.connection();
        Statement statement = connection.createStatement()) {
      seed.upload(store, ObjectUri.parse(objectStore.environment().get("SOURCE_URI")));
      statement.execute("create schema " + DimensionTable.SCHEMA);
      for (Contract dimension : definition.dimensions()) {
        new DimensionTable(dimension).load(seed.dimension(dimension), connection);
      }
    }
  }
}
