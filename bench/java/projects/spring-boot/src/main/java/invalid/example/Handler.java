package invalid.example;

public class Handler {
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
