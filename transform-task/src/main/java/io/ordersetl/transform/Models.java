package io.ordersetl.transform;

import io.ordersetl.checking.CheckInput;
import io.ordersetl.checking.CheckedDataset;
import io.ordersetl.checking.DatasetChecker;
import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.Model;
import io.ordersetl.staging.StagedDataset;
import io.ordersetl.task.ExitCode;
import io.ordersetl.task.RejectionCount;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the models' tables and stages what is in them. */
final class Models {
  private static final Logger log = LoggerFactory.getLogger(Models.class);

  private final Engine engine;
  private final Scratch scratch;

  Models(Engine engine, Scratch scratch) {
    this.engine = engine;
    this.scratch = scratch;
  }

  /** Runs a model's query into a table of its name. */
  void create(Model model) {
    long start = System.nanoTime();
    String file = "models/" + model.name() + ".sql";
    String table = Engine.identifier(model.name());
    long rows = engine.execute("running " + file, "create table " + table + " as " + model.sql());
    refuseOtherColumns(model.contract(), engine.columns(table), file);
    log.info(
        "model {}: {} rows in {} ms", model.name(), rows, (System.nanoTime() - start) / 1_000_000);
  }

  private static void refuseOtherColumns(Contract contract, List<String> found, String file) {
    if (!found.equals(contract.columnNames())) {
      throw TaskFailure.configuration(
          file
              + ": the query's columns are not its contract's: expected "
              + contract.columnNames()
              + ", found "
              + found
              + "; select them in that order");
    }
  }

  /**
   * Holds a model's rows against its contract, as every other dataset's, and stages them in the
   * order of their key. A row that breaks the contract is exit 65: the query is at fault.
   */
  StagedDataset stage(Model model, DatasetChecker checker) {
    Contract contract = model.contract();
    Path file = scratch.file(model.name() + ".csv");
    long rows = engine.copyOut("writing the rows of " + model.name(), query(contract), file);
    CheckInput input = new CheckInput(model.name(), size(file), () -> open(file));
    CheckedDataset checked = checker.check(contract, List.of(input));
    scratch.delete(file);
    refuseLostRows(model, rows, checked);
    refuseBadRows(model, checked);
    StagedDataset staged = checked.staged();
    return new StagedDataset(
        staged.name(), staged.rowsRead(), staged.rowsStaged(), 0, staged.parts(), null);
  }

  private static String query(Contract contract) {
    List<String> order =
        contract.primaryKey().isEmpty() ? contract.columnNames() : contract.primaryKey();
    return "select %s from %s order by %s"
        .formatted(
            identifiers(contract.columnNames()),
            Engine.identifier(contract.name()),
            identifiers(order));
  }

  private static String identifiers(List<String> names) {
    return names.stream().map(Engine::identifier).collect(Collectors.joining(", "));
  }

  /** A row of one column that is NULL is an empty line, and CSV has no rows on empty lines. */
  private static void refuseLostRows(Model model, long rows, CheckedDataset checked) {
    long lost = rows - checked.staged().rowsRead();
    if (lost != 0) {
      throw TaskFailure.dataUnacceptable(
          "models/"
              + model.name()
              + ".sql: "
              + lost
              + " of its "
              + rows
              + " rows are NULL in its only column, which CSV can't hold; nothing is published,"
              + " leave them out or add a column");
    }
  }

  private static void refuseBadRows(Model model, CheckedDataset checked) {
    StagedDataset staged = checked.staged();
    if (staged.rowsRejected() > 0) {
      RejectionCount first = checked.rejections().get(0);
      throw TaskFailure.of(
          ExitCode.DATA_UNACCEPTABLE,
          "models/"
              + model.name()
              + ".sql: "
              + staged.rowsRejected()
              + " of its "
              + staged.rowsRead()
              + " rows break its contract, the first rule is "
              + first.rule()
              + " in column "
              + first.column()
              + " ("
              + first.example()
              + "); nothing is published, correct the"
              + " query or the contract",
          null);
    }
    long minimum = model.contract().minimumRows();
    if (staged.rowsStaged() < minimum) {
      throw TaskFailure.dataUnacceptable(
          model.name()
              + ": expected at least "
              + minimum
              + " rows (minimumRows), found "
              + staged.rowsStaged()
              + "; nothing is published");
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("looking at " + file, e);
    }
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException("opening " + file, e);
    }
  }
}
