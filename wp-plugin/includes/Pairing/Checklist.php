<?php
/**
 * The checklist of pairing.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Pairing;

use Kontor\Bridge\Office\Documents;
use Kontor\Bridge\Problem;

/** The steps of pairing, each with its result if it was checked. */
final class Checklist {
	private const OPTION = 'kontor_checks';
	public const STEPS   = array(
		'code',
		'reachable',
		'signature',
		'clocks',
		'version',
		'paired',
		'signed',
		'reached',
		'read',
		'webhooks',
		'first',
		'document',
	);
	/** The steps without which the shop works, too. A problem with one of them does not keep the shop from sending. */
	public const NOTES = array( 'reached', 'read', 'webhooks' );

	/**
	 * Makes a checklist.
	 *
	 * @param array<string, Problem|null> $steps What is wrong with each step that was checked; null: it is right.
	 */
	private function __construct( private readonly array $steps ) {}

	/**
	 * A checklist of results.
	 *
	 * @param array<string, Problem|null> $steps What is wrong with each step that was checked; null: it is right.
	 */
	public static function of( array $steps ): self {
		return new self( $steps );
	}

	/**
	 * The same checklist with further results.
	 *
	 * @param array<string, Problem|null> $steps What is wrong with each step that was checked; null: it is right.
	 */
	public function with( array $steps ): self {
		return new self( array_merge( $this->steps, $steps ) );
	}

	/** The checklist that was stored last; null if nothing was checked yet. */
	public static function last(): ?self {
		$stored = get_option( self::OPTION );
		return is_array( $stored ) ? new self( array_map( array( Problem::class, 'of' ), $stored ) ) : null;
	}

	/** Stores the checklist for the screens. */
	public function stored(): self {
		update_option( self::OPTION, array_map( static fn ( ?Problem $problem ) => $problem?->stored(), $this->steps ), false );
		return $this;
	}

	/** Forgets the stored checklist. */
	public static function forget(): void {
		delete_option( self::OPTION );
	}

	/**
	 * Whether the step was checked.
	 *
	 * @param string $step One of `STEPS`.
	 */
	public function knows( string $step ): bool {
		return array_key_exists( $step, $this->steps );
	}

	/**
	 * The problem with a step; null if the step is right, or was not checked.
	 *
	 * @param string $step One of `STEPS`.
	 */
	public function problem_of( string $step ): ?Problem {
		return $this->steps[ $step ] ?? null;
	}

	/**
	 * The results of the steps without which the shop works, too.
	 *
	 * @return array<string, Problem|null>
	 */
	public function notes(): array {
		return array_intersect_key( $this->steps, array_flip( self::NOTES ) );
	}

	/** The first problem that keeps the shop from sending; null if there is none. */
	public function first_problem(): ?Problem {
		foreach ( $this->steps as $step => $problem ) {
			if ( null !== $problem && ! in_array( $step, self::NOTES, true ) ) {
				return $problem;
			}
		}
		return null;
	}

	/**
	 * All steps in their order, for screens and the command line. `state`: done, wrong, note (a problem that does not
	 * matter), or open.
	 *
	 * @return list<array{step: string, label: string, state: string, problem: Problem|null}>
	 */
	public function lines(): array {
		return array_map(
			function ( string $step ): array {
				$problem = $this->problem_of( $step );
				$is_done = match ( $step ) {
					'first'    => get_option( 'kontor_first_event' ) !== false,
					'document' => Documents::are_there(),
					default    => $this->knows( $step ) && null === $problem,
				};
				$state = $is_done ? 'done' : 'open';
				if ( null !== $problem ) {
					$state = in_array( $step, self::NOTES, true ) ? 'note' : 'wrong';
				}
				return array(
					'step'    => $step,
					'label'   => self::label( $step ),
					'state'   => $state,
					'problem' => $problem,
				);
			},
			self::STEPS
		);
	}

	/**
	 * The label of a step.
	 *
	 * @param string $step One of `STEPS`.
	 */
	private static function label( string $step ): string {
		return match ( $step ) {
			'code'      => __( 'The code can be read', 'kontor-bridge' ),
			'reachable' => __( 'The bridge can be reached', 'kontor-bridge' ),
			'signature' => __( 'The bridge has proved that it is the right one', 'kontor-bridge' ),
			'clocks'    => __( 'The clocks agree', 'kontor-bridge' ),
			'version'   => __( 'The versions of plugin and bridge fit together', 'kontor-bridge' ),
			'paired'    => __( 'The bridge has accepted the shop', 'kontor-bridge' ),
			'signed'    => __( 'The bridge receives signed requests', 'kontor-bridge' ),
			'reached'   => __( 'The bridge can reach the shop', 'kontor-bridge' ),
			'read'      => __( 'The bridge can read the shop by its REST API', 'kontor-bridge' ),
			'webhooks'  => __( 'WooCommerce tells the bridge of changes at once', 'kontor-bridge' ),
			'first'     => __( 'The first order has arrived at the bridge', 'kontor-bridge' ),
			default     => __( 'The first document is in the office', 'kontor-bridge' ),
		};
	}
}
