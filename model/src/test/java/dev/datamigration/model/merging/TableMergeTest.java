package dev.datamigration.model.merging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.config.QueryModifiers;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.reading.Relaxed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableMergeTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // objects are merged field by field
        "source | {source:{databaseName:'d',schemaName:'s'}} | {source:{schemaName:'x',tableName:'t'}}"
            + " | {source:{databaseName:'d',schemaName:'x',tableName:'t'}}",
        "target | {target:{databaseName:'D',schemaName:'S'}} | {target:{tableName:'T'}}"
            + " | {target:{databaseName:'D',schemaName:'S',tableName:'T'}}",
        "synchronization | {synchronization:{strategy:'watermark',watermarkColumn:'w'}}"
            + " | {synchronization:{trackModifications:true}}"
            + " | {synchronization:{strategy:'watermark',watermarkColumn:'w',trackModifications:true}}",
        "extraction | {extraction:{strategy:'unload',externalStage:'A.B.C'}}"
            + " | {extraction:{externalStage:'A.B.D'}}"
            + " | {extraction:{strategy:'unload',externalStage:'A.B.D'}}",
        "loading | {loading:{strategy:'snowpipe'}} | {loading:{}} | {loading:{strategy:'snowpipe'}}",
        "queryModifiers | {queryModifiers:{objectModifier:'o',selectModifier:'s'}}"
            + " | {queryModifiers:{objectModifier:''}}"
            + " | {queryModifiers:{objectModifier:'',selectModifier:'s'}}",
        "icebergConfig | {target:{tableType:'iceberg',icebergConfig:{catalog:'c',externalVolume:'v'}}}"
            + " | {target:{tableName:'T',icebergConfig:{catalog:'x'}}}"
            + " | {target:{tableName:'T',tableType:'iceberg',icebergConfig:{catalog:'x',externalVolume:'v'}}}",
        "an object only in the default | {queryModifiers:{selectModifier:'s'}} | {}"
            + " | {queryModifiers:{selectModifier:'s'}}",
        // collections are replaced whole
        "partition columns | {columnNamesToPartitionBy:['a','b']} | {columnNamesToPartitionBy:['c']}"
            + " | {columnNamesToPartitionBy:['c']}",
        "an empty list is a value | {columnNamesToPartitionBy:['a']} | {columnNamesToPartitionBy:[]}"
            + " | {columnNamesToPartitionBy:[]}",
        "type mappings | {columnTypeMappings:[{sourceType:'a',targetType:'A'}]}"
            + " | {columnTypeMappings:[{sourceType:'b',targetType:'B'}]}"
            + " | {columnTypeMappings:[{sourceType:'b',targetType:'B'}]}",
        "name mappings | {columnNameMappings:[{sourceName:'a',targetName:'A'}]}"
            + " | {columnNameMappings:[{sourceName:'b',targetName:'B'}]}"
            + " | {columnNameMappings:[{sourceName:'b',targetName:'B'}]}",
        "key columns | {primaryKeyColumns:['a']} | {primaryKeyColumns:['b']}"
            + " | {primaryKeyColumns:['b']}",
        "excluded columns | {excludeSourceColumns:['a']} | {} | {excludeSourceColumns:['a']}",
        "patterns | {source:{tableName:'*',excludeTableNames:['a']}}"
            + " | {source:{excludeTableNames:['b']}}"
            + " | {source:{tableName:'*',excludeTableNames:['b']}}",
        // but transforms are kept from both
        "transforms | {customColumnTransforms:[{column:'A',targetType:'x'},{dataType:'xml',targetType:'y'}]}"
            + " | {customColumnTransforms:[{column:'a',targetType:'z'}]}"
            + " | {customColumnTransforms:[{column:'a',targetType:'z'},{dataType:'xml',targetType:'y'}]}",
        // scalars: the most specific wins
        "where | {whereClauseCriteria:'a'} | {whereClauseCriteria:'b'} | {whereClauseCriteria:'b'}",
        "false wins over true | {continueIdentityColumns:true} | {continueIdentityColumns:false}"
            + " | {continueIdentityColumns:false}",
        "sampling | {samplingThresholdRows:1,samplingTargetRows:2} | {samplingTargetRows:3}"
            + " | {samplingThresholdRows:1,samplingTargetRows:3}",
        "timeout | {executionTimeoutMinutes:5} | {} | {executionTimeoutMinutes:5}",
        "segmentation | {loadSegmentation:{targetSegmentSizeMb:5}} | {}"
            + " | {loadSegmentation:{targetSegmentSizeMb:5}}",
        "reset | {resetPartitions:'enabled'} | {resetPartitions:'disabled'}"
            + " | {resetPartitions:'disabled'}",
        // the partition size is one setting
        "size, both spellings | {partitionSize:{targetSizeMb:5}} | {targetPartitionSizeRows:7}"
            + " | {targetPartitionSizeRows:7}",
        "size, flat | {targetPartitionSizeMb:5,maxPartitionSizeRows:9} | {targetPartitionSizeRows:7}"
            + " | {targetPartitionSizeRows:7}",
        "size, back to auto | {maxPartitionSizeRows:9} | {partitionSize:'auto'} | {partitionSize:'auto'}",
        "size, inherited | {targetPartitionSizeMb:5,maxPartitionSizeRows:9} | {}"
            + " | {targetPartitionSizeMb:5,maxPartitionSizeRows:9}",
        // what is not inherited
        "target name | {target:{databaseName:'D',tableName:'T'}} | {target:{schemaName:'S'}}"
            + " | {target:{databaseName:'D',schemaName:'S'}}",
        "native drops Iceberg settings | {target:{tableType:'iceberg',icebergConfig:{catalog:'c'}}}"
            + " | {target:{tableName:'T',tableType:'native'}}"
            + " | {target:{tableName:'T',tableType:'native'}}",
        "a name drops a template | {target:{tableNameTemplate:'x'}} | {target:{tableName:'T'}}"
            + " | {target:{tableName:'T'}}",
        "a template is inherited | {target:{tableNameTemplate:'x'}} | {}"
            + " | {target:{tableNameTemplate:'x'}}",
        "another extraction | {extraction:{strategy:'unload',externalStage:'A.B.C'}}"
            + " | {extraction:{strategy:'regular'}} | {extraction:{strategy:'regular'}}",
        "another synchronization | {synchronization:{strategy:'watermark',watermarkColumn:'w',trackDeletions:true}}"
            + " | {synchronization:{strategy:'checksum',checksumExpression:'c'}}"
            + " | {synchronization:{strategy:'checksum',checksumExpression:'c'}}",
        "a setting for later | {synchronization:{watermarkColumn:'w',checksumExpression:'c'}}"
            + " | {synchronization:{strategy:'watermark'}}"
            + " | {synchronization:{strategy:'watermark',watermarkColumn:'w'}}",
      })
  void aTableInherits(String rule, String defaults, String table, String merged) {
    assertThat(TableMerge.merge(Relaxed.table(defaults), Relaxed.table(table)))
        .as(rule)
        .isEqualTo(Relaxed.table(merged));
  }

  @Test
  void withoutADefaultATableIsWhatItSays() {
    TableConfiguration table =
        Relaxed.table("{source:{tableName:'t'},target:{tableName:'T'},partitionSize:'auto'}");
    assertThat(TableMerge.merge(null, table)).isEqualTo(table);
  }

  @Test
  void hintsOfAConnectionAreTheLeastSpecific() {
    QueryModifiers connection = new QueryModifiers(" WITH (NOLOCK)", "TOP 1");
    assertThat(TableMerge.queryModifiers(connection, new QueryModifiers(null, "TOP 2")))
        .isEqualTo(new QueryModifiers(" WITH (NOLOCK)", "TOP 2"));
    assertThat(TableMerge.queryModifiers(connection, null)).isEqualTo(connection);
    assertThat(TableMerge.queryModifiers(null, null)).isNull();
  }

  @Test
  void whatAPersonAsksOfOneTableIsNotInherited() {
    TableConfiguration defaults = TableConfiguration.builder().suspend(true).cancel(true).build();
    TableConfiguration plain =
        TableMerge.merge(defaults, TableConfiguration.builder().suspend(false).build());
    assertThat(plain.suspended()).isFalse();
    assertThat(plain.cancelled()).isFalse();
    TableConfiguration asked =
        TableMerge.merge(null, TableConfiguration.builder().suspend(true).cancel(true).build());
    assertThat(asked.suspended()).isTrue();
    assertThat(asked.cancelled()).isTrue();
  }
}
