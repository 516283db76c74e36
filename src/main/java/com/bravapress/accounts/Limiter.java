package com.bravapress.accounts;

import com.bravapress.http.AppException;
import com.bravapress.http.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * So many tries per period and key, refilled evenly: never a permanent lock. Counts in this process only. Remembers a
 * bounded number of keys and forgets the one longest unused first, which by then has usually filled up again.
 */
final class Limiter {
    private static final int MOST_KEYS = 10_000;

    private final RateLimits.Rate rate;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    Limiter(RateLimits.Rate rate, Clock clock) {
        this.rate = rate;
        this.time = new ClockTime(clock);
    }

    /** Takes one try, or refuses with the time to wait. */
    void take(String key) {
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1);
            throw AppException.later(
                    Problem.TOO_MANY_REQUESTS, "Too many tries. Please try again in " + words(wait), wait);
        }
    }

    /** Gives one try back: it was no attack. */
    void giveBack(String key) {
        bucket(key).addTokens(1);
    }

    private synchronized Bucket bucket(String key) {
        return buckets.computeIfAbsent(
                key,
                unseen -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(rate.tries()).refillGreedy(rate.tries(), rate.per()))
                        .withCustomTimePrecision(time)
                        .build());
    }

    private static String words(Duration wait) {
        long seconds = wait.toSeconds();
        return seconds < 90 ? seconds + " seconds." : (seconds + 59) / 60 + " minutes.";
    }

    /** The injected clock as Bucket4j reads it. */
    private record ClockTime(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
