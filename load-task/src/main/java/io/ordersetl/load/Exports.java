package io.ordersetl.load;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.ColumnType;
import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.Contract.Kind;
import io.ordersetl.dataset.Publication.SchemaRole;
import io.ordersetl.load.publish.PublishedDataset;
import io.ordersetl.load.publish.PublishedRun;
import io.ordersetl.objectstore.ObjectOutput;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.objectstore.PendingUpload;
import io.ordersetl.postgres.Identifier;
import io.ordersetl.postgres.PostgresFailures;
import io.ordersetl.postgres.Session;
import io.ordersetl.task.TaskFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published models as files: {@code EXPORT_URI/EXPORT_ID/{table}.csv}, each the whole table in
 * canonical CSV, ordered by the as-of column and the key; all read in one snapshot. A file appears
 * whole or not at all.
 */
final class Exports {
  private static final Logger log = LoggerFactory.getLogger(Exports.class);

  private final ObjectStore store;
  private final ObjectUri folder;
  private final List<PublishedDataset> datasets;

  Exports(ObjectStore store, ObjectUri folder, PublishedRun run) {
    this.store = store;
    this.folder = folder;
    this.datasets = run.datasets().stream().filter(Exports::isExported).toList();
  }

  private static boolean isExported(PublishedDataset dataset) {
    return dataset.contract().kind() == Kind.MODEL
        && dataset.contract().publication().schema() == SchemaRole.ANALYTICS;
  }

  /** Where the files are, or will be. */
  List<String> uris() {
    return datasets.stream().map(dataset -> uri(dataset).toString()).toList();
  }

  /** Whether every file is there, whatever is in it. */
  boolean areThere() {
    return datasets.stream().allMatch(dataset -> store.find(uri(dataset)).isPresent());
  }

  /**
   * Gives up uploads of these files that killed loads left behind: nobody else writes them while
   * the load's lock is held. A load goes on where it may not look for them.
   */
  void abortLeftovers(List<String> warnings) {
    List<ObjectUri> files = datasets.stream().map(this::uri).toList();
    try {
      for (PendingUpload upload : store.listUploads(folder.resolve(""))) {
        if (files.contains(upload.uri())) {
          store.abort(upload);
          log.info("aborted an upload to {} that an earlier load left behind", upload.uri());
        }
      }
    } catch (TaskFailure e) {
      warnings.add(
          "Uploads that killed loads may have left behind were not looked for, which needs"
              + " s3:ListBucketMultipartUploads on the bucket: "
              + e.getMessage());
    }
  }

  /** Fails as writing the files would where that is not allowed. */
  void checkWritable() {
    datasets.stream().findFirst().ifPresent(dataset -> store.checkWritable(uri(dataset)));
  }

  /** Writes all files. */
  void write(Session session) {
    PostgresFailures.running(
        "exporting the analytics tables",
        () ->
            session.transaction(
                () -> {
                  session.execute("set transaction isolation level repeatable read, read only");
                  for (PublishedDataset dataset : datasets) {
                    write(session, dataset);
                  }
                }));
  }

  private void write(Session session, PublishedDataset dataset) throws SQLException {
    ObjectUri uri = uri(dataset);
    try (ObjectOutput output = store.create(uri)) {
      long rows = session.copyOut(copy(dataset), output);
      output.complete();
      log.info("exported {} rows of {} to {}", rows, dataset.table().display(), uri);
    }
  }

  private ObjectUri uri(PublishedDataset dataset) {
    return folder.resolve(dataset.name() + ".csv");
  }

  private static String copy(PublishedDataset dataset) {
    Contract contract = dataset.contract();
    String columns =
        contract.columns().stream().map(Exports::canonical).collect(Collectors.joining(", "));
    return "copy (select "
        + columns
        + " from "
        + dataset.table().qualified()
        + " order by "
        + order(contract)
        + ") to stdout (format csv, header)";
  }

  /** PostgreSQL's COPY writes every type canonically but booleans, which it writes t and f. */
  private static String canonical(Column column) {
    String name = Identifier.quote(column.name());
    return column.type().kind() == ColumnType.Kind.BOOLEAN ? name + "::text as " + name : name;
  }

  /** Without a key the order is that of all columns, so that equal tables make equal files. */
  private static String order(Contract contract) {
    List<String> rest =
        contract.primaryKey().isEmpty() ? contract.columnNames() : contract.primaryKey();
    return Stream.concat(Stream.ofNullable(contract.publication().asOfColumn()), rest.stream())
        .distinct()
        .map(name -> contract.name() + "." + Identifier.quote(name))
        .collect(Collectors.joining(", "));
  }
}
