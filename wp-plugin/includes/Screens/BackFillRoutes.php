<?php
/**
 * Routes with which the screens fetch earlier orders.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Screens;

use Kontor\Bridge\Orders\BackFill;
use Kontor\Bridge\Orders\Sender;
use Kontor\Bridge\Shop\Alarm;
use WP_REST_Request;

/**
 * Counts the orders of a range, starts and pauses the job, and takes its next step while the page is open. For shop
 * managers only.
 */
final class BackFillRoutes {
	private const SECONDS_TO_NOTE = 5;
	private const SECONDS_TO_SEND = 15;

	/** Listens to WordPress. */
	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'open' ) );
	}

	/** Opens the routes. */
	public function open(): void {
		$range = array(
			'from'     => self::day(),
			'until'    => self::day(),
			'statuses' => array(
				'type'     => 'array',
				'items'    => array(
					'type' => 'string',
					'enum' => array_keys( ScreensPage::statuses() ),
				),
				'minItems' => 1,
				'required' => true,
			),
		);
		$this->add( '', 'GET', 'show' );
		$this->add( '', 'POST', 'begin', $range );
		$this->add( '/look', 'POST', 'look', $range );
		foreach ( array( 'pause', 'resume', 'step', 'dismiss' ) as $what ) {
			$this->add( "/$what", 'POST', $what );
		}
	}

	/**
	 * The job with its progress.
	 *
	 * @return array{job: array<string, mixed>|null}
	 */
	public function show(): array {
		return array( 'job' => BackFill::told() );
	}

	/**
	 * Counts the orders of a range.
	 *
	 * @param WP_REST_Request $request The range.
	 * @return array<string, mixed>
	 */
	public function look( WP_REST_Request $request ): array {
		return BackFill::look( $request['from'], $request['until'], $request['statuses'] );
	}

	/**
	 * Starts the job.
	 *
	 * @param WP_REST_Request $request The range.
	 * @return array{job: array<string, mixed>|null}
	 */
	public function begin( WP_REST_Request $request ): array {
		BackFill::begin( $request['from'], $request['until'], $request['statuses'] );
		( new Alarm() )->ensure();
		return $this->show();
	}

	/**
	 * Pauses the job.
	 *
	 * @return array{job: array<string, mixed>|null}
	 */
	public function pause(): array {
		BackFill::pause( true );
		return $this->show();
	}

	/**
	 * Resumes the job.
	 *
	 * @return array{job: array<string, mixed>|null}
	 */
	public function resume(): array {
		BackFill::pause( false );
		( new Alarm() )->ensure();
		return $this->show();
	}

	/**
	 * Takes the next step of the job, sends the noted orders, and asks the bridge what became of them.
	 *
	 * @return array{job: array<string, mixed>|null}
	 */
	public function step(): array {
		BackFill::run( self::SECONDS_TO_NOTE );
		Sender::run( self::SECONDS_TO_SEND );
		return $this->show();
	}

	/**
	 * Forgets the job. Orders that were noted are still sent.
	 *
	 * @return array{job: array<string, mixed>|null}
	 */
	public function dismiss(): array {
		BackFill::dismiss();
		return $this->show();
	}

	/**
	 * Opens one route.
	 *
	 * @param string               $path   What follows /back-fill.
	 * @param string               $method The HTTP method.
	 * @param string               $name   The method of this class that answers.
	 * @param array<string, mixed> $args   The parameters of the route.
	 */
	private function add( string $path, string $method, string $name, array $args = array() ): void {
		register_rest_route(
			'kontor/v1',
			"/back-fill$path",
			array(
				'methods'             => $method,
				'callback'            => array( $this, $name ),
				'permission_callback' => static fn (): bool => current_user_can( 'manage_woocommerce' ),
				'args'                => $args,
			)
		);
	}

	/**
	 * A day of the calendar, as 2026-11-22.
	 *
	 * @return array<string, mixed>
	 */
	private static function day(): array {
		return array(
			'type'              => 'string',
			'required'          => true,
			'validate_callback' => static fn ( mixed $day ): bool => is_string( $day )
				&& preg_match( '/^(\d{4})-(\d{2})-(\d{2})$/', $day, $parts ) === 1
				&& checkdate( (int) $parts[2], (int) $parts[3], (int) $parts[1] ),
		);
	}
}
