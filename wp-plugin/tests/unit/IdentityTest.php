<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Bridge\Jws;
use Kontor\Bridge\Bridge\Key;
use Kontor\Bridge\Pairing\Identity;
use Kontor\Bridge\Pairing\Pair;
use Kontor\Bridge\Pairing\Pairing;

final class IdentityTest extends PluginTest {
	protected function setUp(): void {
		parent::setUp();
		$this->bridge = new FakeBridge();
		$this->bridge->answers(
			'POST /pairings/p1/pair',
			array(
				'shop'    => 's1',
				'reached' => array( 'ok' => true ),
			)
		);
		$this->bridge->answers(
			'GET /results',
			array(
				'results' => array(),
				'cursor'  => 'c1',
				'more'    => false,
			)
		);
	}

	public function test_the_bridge_that_was_meant_passes_every_step(): void {
		$steps = array_fill_keys( array( 'reachable', 'signature', 'clocks', 'version' ), null );
		$this->assertSame( $steps, Identity::check( FakeBridge::URL, $this->bridge->key->id() ) );
	}

	public function test_the_right_bridge_gets_the_secret_and_the_shop_is_paired(): void {
		$checklist = Pair::with( $this->bridge->code() );
		$this->assertTrue( FakeBridge::was_told_secret() );
		$this->assertNull( $checklist->first_problem() );
		$this->assertSame( 's1', Pairing::current()->shop );
		$bodies = array_column( array_column( Site::$now->requests, 'args', 'url' ), 'body' );
		$body   = json_decode( array_values( array_filter( $bodies ) )[0], true );
		$this->assertSame( 'Nordlys & Sønn', $body['shop']['name'] );
		$this->assertSame( 'https://shop.example', $body['shop']['url'] );
		$claims = Jws::verified( $body['proof'], 'kontor-pairing+jws', $body['key']['x'] );
		$this->assertSame( FakeBridge::URL, $claims['aud'] );
		$this->assertSame( 'p1', $claims['pairing'] );
	}

	public function test_checking_the_pairing_again_ticks_the_same_steps(): void {
		$state = static fn ( array $line ): string => "{$line['step']} {$line['state']}";
		$ticks = array_map( $state, Pair::with( $this->bridge->code() )->lines() );
		$this->assertSame( $ticks, array_map( $state, Pair::test()->lines() ) );
	}

	/** @dataProvider impostors */
	public function test_a_server_that_is_not_the_right_bridge_does_not_get_the_secret( callable $change, string $code, string $said ): void {
		$pasted = $this->bridge->code();
		$change( $this->bridge );
		$problem = Pair::with( $pasted )->first_problem();
		$this->assertSame( $code, $problem->code );
		$this->assertStringContainsString( $said, "$problem->cause $problem->remedy" );
		$this->assertFalse( FakeBridge::was_told_secret() );
		$this->assertNull( Pairing::current() );
	}

	public function impostors(): array {
		$claims = static fn ( array $claims ): callable => static function ( FakeBridge $bridge ) use ( $claims ): void {
			$bridge->claims = $claims;
		};
		$keys   = static fn ( string $which ): callable => static function ( FakeBridge $bridge ) use ( $which ): void {
			$bridge->$which = Key::make();
		};
		$answer = static fn ( int $status, string $body ): callable => static function ( FakeBridge $bridge ) use ( $status, $body ): void {
			$bridge->answers['GET /identity'] = array( Site::answer( $status, $body ) );
		};
		return array(
			'another key that it shows'   => array( $keys( 'key' ), 'bridge.not_it', 'has not told' ),
			'another key that signs'      => array( $keys( 'signs_with' ), 'bridge.not_it', 'has not told' ),
			'another nonce'               => array( $claims( array( 'nonce' => 'an-old-nonce-that-was-recorded' ) ), 'bridge.not_it', 'has not told' ),
			'another address'             => array( $claims( array( 'iss' => 'https://evil.example' ) ), 'bridge.not_it', 'has not told' ),
			'a clock that is late'        => array( $claims( array( 'iat' => time() - 3600 ) ), 'clock.skewed', gmdate( 'Y-m-d H:i', time() - 3600 ) ),
			'a clock that is early'       => array( $claims( array( 'iat' => time() + 90 ) ), 'clock.skewed', gmdate( 'Y-m-d' ) ),
			'no time'                     => array( $claims( array( 'iat' => null ) ), 'clock.skewed', '1970-01-01' ),
			'a newer protocol only'       => array(
				$claims(
					array(
						'protocol' => array(
							'oldest' => 2,
							'newest' => 3,
						),
					)
				),
				'version.old_plugin',
				'Update the Kontor Bridge plugin',
			),
			'an older protocol only'      => array(
				$claims(
					array(
						'protocol' => array(
							'oldest' => 0,
							'newest' => 0,
						),
					)
				),
				'version.old_bridge',
				'to update it',
			),
			'no protocol'                 => array( $claims( array( 'protocol' => null ) ), 'version.old_bridge', 'to update it' ),
			'an object of something else' => array( $answer( 200, '{"status":"ok"}' ), 'bridge.other_version', 'does not answer like a bridge' ),
			'a page'                      => array( $answer( 200, '<title>Parked</title>' ), 'bridge.not_json', 'a page of its own (HTTP status 200)' ),
			'a redirect'                  => array( $answer( 302, '' ), 'bridge.redirected', 'redirects to another address' ),
			'a firewall\'s JSON'          => array( $answer( 403, '{"message":"Forbidden"}' ), 'bridge.foreign_json', 'in place of the bridge (HTTP status 403)' ),
		);
	}

	public function test_skewed_clocks_are_both_shown_and_later_steps_are_left_out(): void {
		$this->bridge->claims = array( 'iat' => time() - 7200 );
		$before               = gmdate( 'Y-m-d H:i' );
		$steps                = Identity::check( FakeBridge::URL, $this->bridge->key->id() );
		$after                = gmdate( 'Y-m-d H:i' );
		$this->assertSame( array( 'reachable', 'signature', 'clocks' ), array_keys( $steps ) );
		$this->assertStringContainsString( gmdate( 'Y-m-d H:i:s', $this->bridge->claims['iat'] ), $steps['clocks']->cause );
		$this->assertMatchesRegularExpression( "/$before|$after/", $steps['clocks']->cause );
	}

	public function test_clocks_may_differ_by_almost_a_minute(): void {
		$this->bridge->claims = array( 'iat' => time() - 58 );
		$this->assertNull( Pair::with( $this->bridge->code() )->first_problem() );
	}

	public function test_a_text_that_is_not_a_code_causes_no_request(): void {
		$this->assertSame( 'code.unreadable', Pair::with( 'hello' )->first_problem()->code );
		$this->assertSame( array(), Site::$now->requests );
	}

	public function test_a_refused_pairing_leaves_the_shop_unpaired(): void {
		unset( $this->bridge->answers['POST /pairings/p1/pair'] );
		$this->bridge->answers(
			'POST /pairings/p1/pair',
			array(
				'code'   => 'pairing.expired',
				'cause'  => 'The code is too old.',
				'remedy' => 'Make a new one.',
			),
			409
		);
		$this->assertSame( 'pairing.expired', Pair::with( $this->bridge->code() )->problem_of( 'paired' )->code );
		$this->assertNull( Pairing::current() );
	}

	public function test_a_revoked_key_is_not_used_with_the_next_code(): void {
		unset( $this->bridge->answers['POST /pairings/p1/pair'] );
		$ended = array(
			'code'   => 'pairing.key_ended',
			'cause'  => 'The key was revoked.',
			'remedy' => 'Ask for a code of the shop.',
		);
		$this->bridge->answers( 'POST /pairings/p1/pair', $ended, 409 );
		$this->bridge->answers( 'POST /pairings/p1/pair', array( 'shop' => 's1' ) );
		update_option( 'kontor_key', Key::make()->stored() );
		$former = get_option( 'kontor_key' );
		$this->assertSame( 'pairing.key_ended', Pair::with( $this->bridge->code() )->problem_of( 'paired' )->code );
		$this->assertFalse( get_option( 'kontor_key' ) );
		Pair::with( $this->bridge->code() );
		$this->assertSame( 's1', Pairing::current()->shop );
		$this->assertNotSame( $former, get_option( 'kontor_key' ) );
	}

	public function test_a_key_that_one_bridge_has_revoked_stays_in_use_at_the_paired_bridge(): void {
		$pairing = new Pairing( 'https://other.example.com', 'k', 's9', 'https://shop.example', time(), Key::make() );
		$pairing->store();
		unset( $this->bridge->answers['POST /pairings/p1/pair'] );
		$ended = array(
			'code'   => 'pairing.key_ended',
			'cause'  => 'The key was revoked.',
			'remedy' => 'Ask for a code of the shop.',
		);
		$this->bridge->answers( 'POST /pairings/p1/pair', $ended, 409 );
		Pair::with( $this->bridge->code() );
		$this->assertSame( $pairing->key->id(), Pairing::current()->key->id() );
	}
}
