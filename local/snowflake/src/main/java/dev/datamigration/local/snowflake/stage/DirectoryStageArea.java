package dev.datamigration.local.snowflake.stage;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.storage.Directories;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Stages as directories: {@code database/schema/stage/path of the file}. */
public final class DirectoryStageArea implements StageArea {
  private static final int REMEMBERED_DIGESTS = 10_000;

  private final Path root;
  private final Map<StagedFile, String> digests =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StagedFile, String> eldest) {
          return size() > REMEMBERED_DIGESTS;
        }
      };

  /**
   * @param root made when the first stage is
   */
  public DirectoryStageArea(Path root) {
    this.root = root;
  }

  @Override
  public boolean exists(StageName stage) {
    return Files.isDirectory(directory(stage));
  }

  /** Where a stage's files are. */
  Path directory(StageName stage) {
    return schema(stage.database(), stage.schema()).resolve(PathNames.encode(stage.name()));
  }

  private Path schema(String database, String schema) {
    return root.resolve(PathNames.encode(database)).resolve(PathNames.encode(schema));
  }

  @Override
  public boolean create(StageName stage) {
    Path directory = directory(stage);
    try {
      Files.createDirectories(directory.getParent());
      Files.createDirectory(directory);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean drop(StageName stage) {
    boolean existed = exists(stage);
    Directories.delete(directory(stage));
    return existed;
  }

  @Override
  public void dropSchema(String database, String schema) {
    Directories.delete(schema(database, schema));
  }

  @Override
  public void dropDatabase(String database) {
    Directories.delete(root.resolve(PathNames.encode(database)));
  }

  @Override
  public List<StageName> stages(String database, String schema) {
    Path directory = schema(database, schema);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> stages = Files.list(directory)) {
      return stages
          .map(path -> PathNames.decode(path.getFileName().toString()))
          .sorted()
          .map(name -> new StageName(database, schema, name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<StagedFile> list(StageName stage, String prefix) {
    requireExisting(stage);
    Path top = directory(stage);
    String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    if (!StagePaths.isPlain(folder)) {
      return List.of();
    }
    Path start = top.resolve(folder);
    List<StagedFile> files = new ArrayList<>();
    if (Files.isDirectory(start)) {
      collect(top, start, prefix, files);
    }
    files.sort(Comparator.comparing(StagedFile::path));
    return files;
  }

  private static void collect(Path top, Path start, String prefix, List<StagedFile> files) {
    try {
      Files.walkFileTree(
          start,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String path = StagePaths.relative(top, file);
              if (attributes.isRegularFile() && path.startsWith(prefix)) {
                Instant modified = attributes.lastModifiedTime().toInstant();
                files.add(new StagedFile(path, file, attributes.size(), modified));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Throws Snowflake's error if there is no such stage. */
  void requireExisting(StageName stage) {
    if (!exists(stage)) {
      throw new SqlError(
          2003,
          "02000",
          "SQL compilation error:\nStage '" + stage + "' does not exist or not authorized.");
    }
  }

  @Override
  public String md5(StagedFile file) {
    synchronized (digests) {
      String known = digests.get(file);
      if (known != null) {
        return known;
      }
    }
    String digest = digest(file.file());
    synchronized (digests) {
      digests.put(file, digest);
    }
    return digest;
  }

  private static String digest(Path file) {
    try {
      // Names a file's content, as Snowflake does; it guards nothing.
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), md5)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(md5.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void remove(List<StagedFile> files) {
    try {
      for (StagedFile file : files) {
        Files.deleteIfExists(file.file());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
