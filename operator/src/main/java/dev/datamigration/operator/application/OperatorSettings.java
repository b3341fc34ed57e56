package dev.datamigration.operator.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The operator's own settings; each can be given as an environment variable {@code DMW_…}. */
@ConfigMapping(prefix = "dmw")
public interface OperatorSettings {
  /**
   * Where the operator runs and its Lease is. Default: the namespace of the client's configuration.
   */
  Optional<String> namespace();

  /**
   * Names this process; no two that live may have the same, and one that is started again in the
   * place of another should: the pod's name. Default: another one each start.
   */
  Optional<String> identity();

  /** Between looks into a ledger's mailbox while there is work. */
  @WithDefault("1S")
  Duration tickInterval();

  /** A worker not heard of for so long is lost. */
  @WithDefault("30S")
  Duration workerLease();

  /** One step of the engine may take so long before the process counts as stuck. */
  @WithDefault("15M")
  Duration longestStep();

  /** Between two writes of an object's figures while work goes on. */
  @WithDefault("2S")
  Duration progressInterval();

  /** Of leader election. */
  LeaderElection leaderElection();

  /** Of the pods that migrate. */
  Worker worker();

  /** Of leader election. */
  interface LeaderElection {
    /** The Lease. */
    @WithDefault("dmw-operator")
    String leaseName();

    /** A leader that did not renew for so long may be replaced. */
    @WithDefault("15S")
    Duration leaseDuration();

    /** A leader that could not renew for so long gives up. */
    @WithDefault("10S")
    Duration renewDeadline();

    /** Between tries to become leader, and between renewals. */
    @WithDefault("2S")
    Duration retryPeriod();
  }

  /** Of the pods that migrate. */
  interface Worker {
    /** Image of workers, by digest in earnest. */
    @WithDefault("dmw-worker:latest")
    String image();

    /** How long less work must be wanted before a pool shrinks. */
    @WithDefault("20S")
    Duration shrinkDelay();

    /** Kubernetes' {@code imagePullPolicy}. */
    @WithDefault("IfNotPresent")
    String imagePullPolicy();
  }
}
