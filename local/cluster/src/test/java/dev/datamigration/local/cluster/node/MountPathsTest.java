package dev.datamigration.local.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MountPathsTest {
  private final MountPaths mounts =
      new MountPaths(
          Map.of(
              "/etc/dmw", Path.of("/data/v/config"), "/etc/dmw/login", Path.of("/data/v/login")));

  @Test
  void replacesAMountPathAndWhatLiesBelowIt() {
    assertThat(mounts.translate("/etc/dmw")).isEqualTo("/data/v/config");
    assertThat(mounts.translate("--config=/etc/dmw/worker.toml"))
        .isEqualTo("--config=/data/v/config/worker.toml");
  }

  @Test
  void takesTheLongestMountPath() {
    assertThat(mounts.translate("a = \"/etc/dmw/login/password\"\nb = \"/etc/dmw/x\""))
        .isEqualTo("a = \"/data/v/login/password\"\nb = \"/data/v/config/x\"");
  }

  @Test
  void leavesPathsAloneThatOnlyLookAlike() {
    assertThat(mounts.translate("/etc/dmw-other /opt/etc/dmw/x /etc/dmw.toml"))
        .isEqualTo("/etc/dmw-other /opt/etc/dmw/x /etc/dmw.toml");
  }

  @Test
  void imagesNameMountsExplicitly() {
    assertThat(mounts.resolve("-Dlogin={mount:/etc/dmw/login}")).isEqualTo("-Dlogin=/data/v/login");
    assertThat(mounts.resolve("-Dtmp={mount:/tmp}")).isEqualTo("-Dtmp=/tmp");
    assertThat(mounts.resolve("/etc/dmw/app.jar")).isEqualTo("/etc/dmw/app.jar");
  }
}
