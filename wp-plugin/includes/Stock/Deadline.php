<?php
/**
 * The time that a page waits for the bridge.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

use Kontor\Bridge\Problem;

/**
 * Limits how long a page waits for the bridge: 300 milliseconds for all its requests together. WordPress rounds a
 * time-out below a second up to a second, so the limit is set on the cURL handle itself.
 */
final class Deadline {
	private const MOST_MILLISECONDS = 300;
	/** A request with less time than this would hardly succeed. */
	private const LEAST_MILLISECONDS = 20;

	/**
	 * How long the page may still wait.
	 *
	 * @var int
	 */
	private int $milliseconds = self::MOST_MILLISECONDS;

	/** Whether the page must not wait any longer. */
	public function is_over(): bool {
		return $this->milliseconds < self::LEAST_MILLISECONDS;
	}

	/** The problem of a server that cannot keep a limit below a second; null if it can. */
	public static function problem(): ?Problem {
		return function_exists( 'curl_exec' ) ? null : new Problem( 'stock.no_curl', __( 'PHP\'s cURL extension is missing. Without it, a page could wait for the bridge for a long time, so the shop does not ask.', 'kontor-bridge' ), __( 'Ask your host to enable the cURL extension of PHP.', 'kontor-bridge' ) );
	}

	/**
	 * Runs a task that sends one request. Everything that the task does counts, such as signing.
	 *
	 * @template T
	 * @param callable(): T $task The task.
	 * @return T
	 */
	public function hold( callable $task ): mixed {
		$began = hrtime( true );
		$limit = function ( \CurlHandle $handle ) use ( $began ): void {
			$left    = max( 1, $this->milliseconds - self::since( $began ) );
			$options = array(
				// A name that is looked up with signals could only be given up after whole seconds.
				CURLOPT_NOSIGNAL          => true,
				CURLOPT_CONNECTTIMEOUT_MS => $left,
				CURLOPT_TIMEOUT_MS        => $left,
			);
			curl_setopt_array( $handle, $options ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- WordPress's own request knows whole seconds only.
		};
		add_action( 'http_api_curl', $limit, PHP_INT_MAX );
		try {
			return $task();
		} finally {
			remove_action( 'http_api_curl', $limit, PHP_INT_MAX );
			$this->milliseconds -= self::since( $began );
		}
	}

	/**
	 * The milliseconds since a moment.
	 *
	 * @param int $began The moment, as `hrtime` tells it.
	 */
	private static function since( int $began ): int {
		return intdiv( (int) hrtime( true ) - $began, 1000000 );
	}
}
