package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.source.SourceErrorCode;
import dev.datamigration.worker.source.SourceSettings;
import java.util.regex.Pattern;

/**
 * Lets only names and addresses through as hosts: drivers put a host into an address of their own,
 * where {@code ?} and {@code &} would bring in options that {@link AllowedOptions} keeps out.
 */
public final class HostNames {
  private static final Pattern NAME_OR_IPV4 = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]+]");
  private static final int LAST_PORT = 65_535;

  private HostNames() {}

  /** Throws {@link DmwException} if host or port cannot be one. */
  public static void check(SourceSettings settings) {
    String host = settings.host();
    boolean named =
        host != null && (NAME_OR_IPV4.matcher(host).matches() || IPV6.matcher(host).matches());
    if (!named || settings.port() < 1 || settings.port() > LAST_PORT) {
      throw new DmwException(
          SourceErrorCode.BAD_SETTINGS,
          "The "
              + settings.platform()
              + " source has the address "
              + host
              + " and port "
              + settings.port()
              + ", which is no host and port.",
          "It is tried again every minute. Write one host name, IPv4 address or [IPv6 address], and a port from 1 to 65535.");
    }
  }
}
