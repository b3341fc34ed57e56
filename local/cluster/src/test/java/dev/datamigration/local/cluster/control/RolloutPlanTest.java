package dev.datamigration.local.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutPlanTest {
  private static JsonNode rolling(int replicas, String surge, String unavailable) {
    return JsonNodes.read(
        """
        {"replicas": %d, "strategy": {"type": "RollingUpdate",
         "rollingUpdate": {"maxSurge": "%s", "maxUnavailable": "%s"}}}
        """
            .formatted(replicas, surge, unavailable));
  }

  private static RolloutPlan.Size size(int wanted, int available) {
    return new RolloutPlan.Size(wanted, available, wanted);
  }

  @Test
  void aFirstRolloutStartsEverythingAtOnce() {
    assertThat(RolloutPlan.of(rolling(4, "25%", "25%"), size(0, 0), List.of()))
        .isEqualTo(new RolloutPlan(4, List.of()));
  }

  @Test
  void percentagesRoundUpForSurgeAndDownForMissing() {
    assertThat(RolloutPlan.of(rolling(3, "25%", "25%"), size(0, 0), List.of(size(3, 3))))
        .isEqualTo(new RolloutPlan(1, List.of(3)));
  }

  @Test
  void anOldPodGoesForEachNewOneThatIsAvailable() {
    assertThat(RolloutPlan.of(rolling(3, "1", "0"), size(1, 1), List.of(size(3, 3))))
        .isEqualTo(new RolloutPlan(1, List.of(2)));
  }

  @Test
  void podsOfASetThatWasJustMadeSmallerAreNotCountedTwice() {
    assertThat(RolloutPlan.of(rolling(2, "1", "0"), size(1, 1), List.of(size(1, 2))))
        .isEqualTo(new RolloutPlan(2, List.of(1)));
  }

  @Test
  void oldPodsThatAreNotAvailableGoAtOnce() {
    assertThat(RolloutPlan.of(rolling(3, "1", "0"), size(1, 0), List.of(size(3, 2))))
        .isEqualTo(new RolloutPlan(1, List.of(2)));
  }

  @Test
  void neitherSurgeNorMissingAllowedMeansOneMayBeMissing() {
    assertThat(RolloutPlan.of(rolling(2, "0", "0"), size(0, 0), List.of(size(2, 2))))
        .isEqualTo(new RolloutPlan(0, List.of(1)));
  }

  @Test
  void recreatingWaitsUntilTheLastOldPodIsGone() {
    JsonNode recreate = JsonNodes.read("{\"replicas\": 2, \"strategy\": {\"type\": \"Recreate\"}}");
    assertThat(RolloutPlan.of(recreate, size(0, 0), List.of(size(2, 2))))
        .isEqualTo(new RolloutPlan(0, List.of(0)));
    assertThat(
            RolloutPlan.of(recreate, size(0, 0), List.of(new RolloutPlan.Size(0, 0, 1))).current())
        .isZero();
    assertThat(
            RolloutPlan.of(recreate, size(0, 0), List.of(new RolloutPlan.Size(0, 0, 0))).current())
        .isEqualTo(2);
  }
}
