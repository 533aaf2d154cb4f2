package dev.ibkrbot.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.stream.Stream;

/** The JSON Schema (2020-12) of a configuration file, for editors; made from the table of keys. */
public final class ConfigSchema {
    private ConfigSchema() {}

    /** A new schema document. Rules between keys are not in it; 'bot config validate' knows those. */
    public static ObjectNode document() {
        ObjectNode schema = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "Configuration of bot")
                .put("type", "object")
                .put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        KeyTable.ALL.stream()
                .filter(key -> key.section().isEmpty())
                .forEach(key -> properties.set(key.name(), property(key)));
        KeyTable.SECTIONS.forEach((section, heading) -> properties.set(section, section(section, heading)));
        return schema;
    }

    private static ObjectNode section(String section, String heading) {
        ObjectNode group = JsonNodeFactory.instance.objectNode().put("description", heading);
        group.putArray("type").add("object").add("null");
        group.put("additionalProperties", false);
        ObjectNode properties = group.putObject("properties");
        KeyTable.ALL.stream()
                .filter(key -> key.section().equals(section))
                .forEach(key -> properties.set(key.name(), property(key)));
        return group;
    }

    private static ObjectNode property(KeySpec<?> key) {
        ObjectNode property = key.type().schema().deepCopy();
        switch (key.use()) {
            case ACTIVE -> property.put("description", key.doc());
            case NOT_BUILT -> property.put("description", key.doc() + " (" + key.remark() + ")");
            case OLD_NAME ->
                property.put("description", "Write " + key.remark() + " instead.")
                        .put("deprecated", true);
            case RETIRED ->
                property.put("description", "No effect: " + key.remark()).put("deprecated", true);
        }
        key.defaultText().ifPresent(text -> property.set("default", asJson(text, property)));
        return property;
    }

    private static JsonNode asJson(String text, ObjectNode property) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (property.path("type").asText()) {
            case "boolean" -> json.booleanNode(Boolean.parseBoolean(text));
            case "integer", "number" -> json.numberNode(new BigDecimal(text));
            case "array" -> {
                ArrayNode list = json.arrayNode();
                Stream.of(text.replaceAll("[\\[\\]\\s]", "").split(",")).forEach(list::add);
                yield list;
            }
            default -> json.textNode(text);
        };
    }
}
