//! Known values: SciPy 1.17 (`norm.ppf`, `betainc`, `gammaln`) and mpmath with 40 digits for Student's t.

use super::*;

fn close(found: f64, expected: f64, tolerance: f64, what: &str) {
    let error = (found - expected).abs() / expected.abs().max(1e-12);
    assert!(error <= tolerance, "{what}: {found} for {expected} (relative error {error:e})");
}

#[test]
fn normal_quantiles_are_those_of_scipy() {
    for (p, expected) in [
        (1e-300, -37.047_096_299_361_2),
        (1e-20, -9.262_340_089_798_409),
        (1e-6, -4.753_424_308_822_899),
        (0.001, -3.090_232_306_167_813),
        (0.025, -1.959_963_984_540_054_5),
        (0.05, -1.644_853_626_951_472_9),
        (0.1, -1.281_551_565_544_600_4),
        (0.25, -0.674_489_750_196_081_7),
        (0.4, -0.253_347_103_135_799_7),
        (0.95, 1.644_853_626_951_472_2),
        (0.975, 1.959_963_984_540_054),
        (0.999, 3.090_232_306_167_813),
    ] {
        close(normal_quantile(p), expected, 1e-14, &format!("normal {p}"));
    }
    assert_eq!(normal_quantile(0.5), 0.0);
}

#[test]
fn student_quantiles_are_those_of_mpmath() {
    for (df, expected) in [
        (0.5, [0.397_975_426_784_790_6, 41.136_000_092_878_206, 164.557_673_480_488_23]),
        (1.0, [0.324_919_696_232_906_23, 6.313_751_514_675_038, 12.706_204_736_174_694]),
        (2.0, [0.288_675_134_594_812_8, 2.919_985_580_353_724_2, 4.302_652_729_749_462]),
        (3.0, [0.276_670_662_332_689_83, 2.353_363_434_801_823, 3.182_446_305_283_708_6]),
        (4.0, [0.270_722_294_707_597_34, 2.131_846_786_326_649_5, 2.776_445_105_197_793_4]),
        (5.0, [0.267_180_865_704_145_07, 2.015_048_373_333_023_3, 2.570_581_835_636_314_6]),
        (7.5, [0.262_501_898_804_294_64, 1.875_747_479_211_288, 2.333_039_626_864_974]),
        (10.0, [0.260_184_829_492_080_16, 1.812_461_122_811_675_8, 2.228_138_851_986_274_4]),
        (30.0, [0.255_605_364_951_912_7, 1.697_260_886_593_957_4, 2.042_272_456_301_237_8]),
        (49.0, [0.254_727_025_599_191_1, 1.676_550_892_616_853_5, 2.009_575_237_129_239_2]),
        (51.0, [0.254_672_749_149_242_2, 1.675_284_950_424_909_9, 2.007_583_770_315_835_5]),
        (1e3, [0.253_414_515_839_498_7, 1.646_378_817_285_464_3, 1.962_339_080_826_408]),
        (1e6, [0.253_347_170_537_841_6, 1.644_855_150_722_040_1, 1.959_966_356_814_106_6]),
    ] {
        for (p, expected) in [0.6, 0.95, 0.975].into_iter().zip(expected) {
            close(student_t_quantile(p, df), expected, 1e-11, &format!("t {p}, {df}"));
            close(student_t_quantile(1.0 - p, df), -expected, 1e-11, &format!("t 1−{p}, {df}"));
        }
    }
    for (df, expected) in [
        (0.5, 10_284_911.563_165_652),
        (1.0, 3_183.098_757_118_501_5),
        (3.0, 22.203_742_273_205_002),
        (30.0, 4.233_985_957_272_06),
        (1e6, 3.719_030_274_762_571_4),
    ] {
        close(student_t_quantile(0.9999, df), expected, 1e-11, &format!("far tail, {df}"));
    }
}

#[test]
fn quantiles_refuse_what_is_not_a_probability() {
    for p in [-0.1, 1.1, f64::NAN] {
        assert!(normal_quantile(p).is_nan());
        assert!(student_t_quantile(p, 3.0).is_nan());
    }
    for df in [0.0, -1.0, f64::NAN] {
        assert!(student_t_quantile(0.9, df).is_nan());
        assert!(student_t_tail(1.0, df).is_nan());
    }
    assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
    assert_eq!(student_t_quantile(1.0, 3.0), f64::INFINITY);
    assert_eq!(student_t_quantile(0.5, 3.0), 0.0);
    assert_eq!(student_t_quantile(0.975, f64::INFINITY), normal_quantile(0.975));
}

#[test]
fn incomplete_beta_is_that_of_scipy() {
    for (x, a, b, expected) in [
        (0.3, 2.0, 3.0, 0.3483),
        (0.5, 0.5, 0.5, 0.5),
        (0.9, 10.0, 2.0, 0.697_356_880_200_000_1),
        (0.01, 0.5, 20.0, 0.471_369_935_485_015_55),
        (0.7, 120.0, 50.0, 0.424_443_294_836_636_8),
        (1e-5, 0.01, 3.0, 0.904_664_085_611_669_9),
    ] {
        close(incomplete_beta(x, a, b), expected, 1e-12, &format!("I_{x}({a}, {b})"));
    }
    assert_eq!((incomplete_beta(0.0, 1.0, 1.0), incomplete_beta(1.0, 1.0, 1.0)), (0.0, 1.0));
    assert!(incomplete_beta(1.5, 1.0, 1.0).is_nan() && incomplete_beta(0.5, 0.0, 1.0).is_nan());
}

#[test]
fn ln_gamma_is_that_of_scipy() {
    for (x, expected) in [
        (1e-3, 6.907_178_885_383_853),
        (0.5, 0.572_364_942_924_7),
        (3.3, 0.987_098_577_894_734_3),
        (10.0, 12.801_827_480_081_469),
        (14.9, 24.924_132_002_217_277),
        (15.1, 25.458_999_750_992_664),
        (100.25, 360.284_559_637_764_23),
        (1e5, 1_051_287.708_973_656_9),
    ] {
        close(ln_gamma(x), expected, 1e-13, &format!("ln Γ({x})"));
    }
    assert!(ln_gamma(1.0).abs() < 1e-13 && ln_gamma(2.0).abs() < 1e-13);
    assert!(ln_gamma(0.0).is_nan());
}

#[test]
fn the_step_of_ln_gamma_is_continuous_where_its_method_changes() {
    close(ln_gamma_step(25.0), ln_gamma(25.5) - ln_gamma(25.0), 1e-13, "step");
}

#[test]
fn sample_quantiles_are_those_of_numpy() {
    let sorted = [1.0, 2.0, 4.0, 8.0];
    let quartiles = [0.25, 0.5, 0.75].map(|p| sample_quantile(&sorted, p));
    assert_eq!(quartiles, [Some(1.75), Some(3.0), Some(5.0)]);
    assert_eq!(sample_quantile(&[7.0], 0.25), Some(7.0));
    assert_eq!(sample_quantile(&[], 0.5), None);
}
