package dev.datamigration.operator.application;

import dev.datamigration.operator.leadership.Leadership;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Metrics of few series: none has the name of an object. */
@Singleton
class MetricsWiring {
  @Produces
  @Singleton
  Metrics reconciliations(MeterRegistry registry, Leadership leadership) {
    Gauge.builder("dmw.leader", leadership, it -> it.isLeading() ? 1 : 0)
        .description("1 in the process that leads")
        .register(registry);
    return MicrometerMetrics.withoutPerResourceMetrics(registry);
  }
}
