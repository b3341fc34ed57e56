package dev.datamigration.worker.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchSpaceTest {
  @TempDir private Path root;

  @Test
  void workersThatShareAFolderHaveSlotsOfTheirOwnAndLeaveEachOthersFilesAlone() throws IOException {
    try (ScratchSpace first = ScratchSpace.open(root)) {
      Path file = Files.writeString(first.newFolder().resolve("a.parquet"), "a");

      try (ScratchSpace second = ScratchSpace.open(root)) {
        assertThat(first.slot()).isZero();
        assertThat(second.slot()).isEqualTo(1);
        assertThat(second.newFolder()).isEmptyDirectory();
      }

      assertThat(file).exists();
    }
  }

  @Test
  void aWorkerThatStartsAnewGetsItsSlotBackAndFindsNothingInAnyFreeSlot() throws IOException {
    Path left = Files.createDirectories(root.resolve("slot-0").resolve("7"));
    Files.writeString(left.resolve("half.parquet"), "x");
    Files.writeString(root.resolve("slot-0.lock"), "");
    Path leftByAnother = Files.createDirectories(root.resolve("slot-1").resolve("1"));
    Files.writeString(root.resolve("slot-1.lock"), "");

    try (ScratchSpace again = ScratchSpace.open(root)) {
      assertThat(again.slot()).isZero();
      assertThat(left).doesNotExist();
      assertThat(leftByAnother).doesNotExist();
    }
    assertThat(root.resolve("slot-0")).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeMadeIsSaidInWords() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");

    assertThatThrownBy(() -> ScratchSpace.open(file.resolve("below")))
        .hasMessageStartingWith("DMW-303")
        .hasMessageContaining("local_results_directory");
  }
}
