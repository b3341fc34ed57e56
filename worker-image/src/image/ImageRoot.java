import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Makes the root file system of a container image that holds nothing but a Java runtime, the native
 * libraries it needs, and what the C library looks up: no shell, no package manager. Run as a source
 * file by the build: {@code java ImageRoot.java FOLDER MODULES}. It takes the runtime and the
 * libraries from the machine that builds, so it runs on Linux with glibc only.
 */
final class ImageRoot {
  private static final Pattern NEEDED = Pattern.compile("(/\\S+) \\(0x");
  private static final List<String> DNS = List.of("libnss_dns.so.2", "libnss_files.so.2");

  private final Path root;

  private ImageRoot(Path root) {
    this.root = root;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    if (Files.exists(folder.resolve("opt/java/release"))) {
      return;
    }
    new ImageRoot(folder).make(arguments[1]);
  }

  private void make(String modules) throws IOException, InterruptedException {
    Path runtime = root.resolve("opt/java");
    Files.createDirectories(runtime.getParent());
    int failed =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IllegalStateException("this JDK has no jlink"))
            .run(
                System.out,
                System.err,
                "--add-modules",
                modules,
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--compress=2",
                "--output",
                runtime.toString());
    if (failed != 0) {
      throw new IllegalStateException("jlink failed");
    }
    trustStore(runtime);
    libraries(runtime);
    users();
  }

  /** Distributions keep the trust store outside of the JDK, and then jlink has none. */
  private static void trustStore(Path runtime) throws IOException {
    Path own = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    Path target = runtime.resolve("lib/security/cacerts");
    Files.createDirectories(target.getParent());
    Files.copy(own.toRealPath(), target, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Copies every library the runtime is linked with, under the name the loader looks for. */
  private void libraries(Path runtime) throws IOException, InterruptedException {
    Deque<Path> open = new ArrayDeque<>();
    try (Stream<Path> files = Files.walk(runtime)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(".so") || file.endsWith("bin/java"))
          .forEach(open::add);
    }
    Set<Path> copied = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      for (Path library : needed(open.pop())) {
        boolean ours = library.startsWith(runtime.toAbsolutePath());
        if (!ours && copied.add(library)) {
          copy(library);
          open.add(library);
          if (library.getFileName().toString().startsWith("libc.so")) {
            for (String name : DNS) {
              Path dns = library.resolveSibling(name);
              if (Files.exists(dns) && copied.add(dns)) {
                copy(dns);
              }
            }
          }
        }
      }
    }
    System.out.println("native libraries: " + copied);
  }

  private void copy(Path library) throws IOException {
    Path target = root.resolve(library.toString().substring(1));
    Files.createDirectories(target.getParent());
    Files.copy(library.toRealPath(), target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Set<Path> needed(Path binary) throws IOException, InterruptedException {
    Process ldd =
        new ProcessBuilder("ldd", binary.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(ldd.getInputStream().readAllBytes());
    if (!ldd.waitFor(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("ldd does not end");
    }
    Set<Path> paths = new LinkedHashSet<>();
    for (Matcher match = NEEDED.matcher(output); match.find(); ) {
      paths.add(Path.of(match.group(1)));
    }
    return paths;
  }

  /** The user is a number for Kubernetes; the C library and Java ask for its name and home. */
  private void users() throws IOException {
    Path etc = Files.createDirectories(root.resolve("etc"));
    Files.writeString(
        etc.resolve("passwd"),
        "root:x:0:0:root:/root:/nologin\ndmw:x:65532:65532:dmw:/var/lib/dmw/scratch:/nologin\n");
    Files.writeString(etc.resolve("group"), "root:x:0:\ndmw:x:65532:\n");
    Files.writeString(etc.resolve("nsswitch.conf"), "hosts: files dns\n");
    Files.createDirectories(root.resolve("var/lib/dmw/scratch"));
  }
}
