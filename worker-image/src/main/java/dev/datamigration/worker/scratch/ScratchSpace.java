package dev.datamigration.worker.scratch;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.error.WorkerErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A worker's own part of the scratch folder: a numbered slot, held by a lock that ends with the
 * process. What a crashed worker left in a slot is removed by the next one that takes it. Several
 * workers may share a folder; the slot's number tells them apart, and stays when one restarts.
 * Thread-safe.
 */
public final class ScratchSpace implements AutoCloseable {
  private static final int MOST_SLOTS = 1_000;

  private final Path folder;
  private final int slot;
  private final FileChannel channel;
  private final AtomicLong sequence = new AtomicLong();

  private ScratchSpace(Path folder, int slot, FileChannel channel) {
    this.folder = folder;
    this.slot = slot;
    this.channel = channel;
  }

  /**
   * Takes the first free slot of {@code root}, created if missing, and empties every free one.
   *
   * @throws DmwException {@code DMW-303} if files cannot be written there
   */
  public static ScratchSpace open(Path root) {
    try {
      Files.createDirectories(root);
      ScratchSpace own = null;
      for (int slot = 0; slot < MOST_SLOTS; slot++) {
        Path lock = root.resolve("slot-" + slot + ".lock");
        if (own != null && !Files.exists(lock)) {
          break;
        }
        ScratchSpace taken = take(root, slot, lock);
        if (taken == null) {
          continue;
        }
        deleteTree(taken.folder);
        if (own == null) {
          Files.createDirectories(taken.folder);
          own = taken;
        } else {
          taken.channel.close();
        }
      }
      if (own != null) {
        return own;
      }
      throw new IOException("all " + MOST_SLOTS + " slots are taken");
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  /** Null if another worker holds the slot. */
  private static ScratchSpace take(Path root, int slot, Path lock) throws IOException {
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return new ScratchSpace(root.resolve("slot-" + slot), slot, channel);
      }
    } catch (OverlappingFileLockException e) {
      // Held by another worker in this process.
      channel.close();
      return null;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  /** Which of the workers that share the folder this is, from 0. */
  public int slot() {
    return slot;
  }

  /**
   * A new, empty folder for one attempt.
   *
   * @throws DmwException {@code DMW-303} if it cannot be made
   */
  public Path newFolder() {
    try {
      return Files.createDirectory(folder.resolve(Long.toString(sequence.incrementAndGet())));
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /** Deletes a folder and everything in it; what is gone already is no error. */
  public static void delete(Path folder) {
    try {
      deleteTree(folder);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static DmwException unusable(Path folder, IOException e) {
    return new DmwException(
        WorkerErrorCode.SCRATCH_UNUSABLE,
        "The scratch folder "
            + folder
            + " cannot be used: "
            + e.getClass().getSimpleName()
            + ": "
            + e.getMessage()
            + ".",
        "Make it writable and large enough (three files a lane), or name another one as local_results_directory.",
        e);
  }

  /** Removes the slot's files and frees it; its lock file stays for the next worker. */
  @Override
  public void close() {
    try {
      deleteTree(folder);
      channel.close();
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }
}
