package invalid.example;

import java.util.Map;

public class Handler {
  public String handle(Map<String, String> event) {
    return "hello " + event.get("name");
  }
}
