package dev.tiercel.ir.pass;
import dev.tiercel.ir.*;
public class Dummy {
  public static void main(String[] a) {
    int[] c = new int[1];
    for (long s = 0; s < 20000; s++) {
      Program p = RandomPrograms.of(s, 30 + (int) (s % 60));
      try {
        var r = new PassPipeline(ConstantEvaluator.NONE, 256, true).run(p);
      } catch (RuntimeException e) {
        String m = String.valueOf(e.getMessage());
        System.out.println("seed " + s + " " + m.substring(0, Math.min(700, m.length())));
        if (!(e instanceof IllegalStateException)) e.printStackTrace(System.out);
        if (++c[0] > 3) return;
      }
    }
    System.out.println("done");
  }
}
