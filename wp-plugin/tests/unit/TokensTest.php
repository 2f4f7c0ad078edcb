<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Bridge\Base64Url;
use Kontor\Bridge\Bridge\Jws;
use Kontor\Bridge\Bridge\Key;
use Kontor\Bridge\Bridge\Proof;
use Kontor\Bridge\Pairing\PairingCode;

/** The bridge's tests read the same fixture, so that both sides sign the same bytes. */
final class TokensTest extends PluginTest {
	private static function vectors(): array {
		return json_decode( (string) file_get_contents( dirname( __DIR__, 3 ) . '/tests/fixtures/proofs.json' ), true );
	}

	private static function key( string $whose = 'shop' ): Key {
		return Key::of( Base64Url::encode( (string) hex2bin( self::vectors()['keys'][ $whose ]['seed'] ) ) );
	}

	/** The vectors of a list that pass a filter, by their names. */
	private static function named( string $list, callable $filter ): array {
		$vectors = array_filter( self::vectors()[ $list ], $filter );
		return array_map( static fn ( array $vector ): array => array( $vector ), array_column( $vectors, null, 'name' ) );
	}

	private static function is_good( array $vector ): bool {
		return 'ok' === $vector['expected'];
	}

	private static function seconds( string $time ): int {
		return (int) strtotime( $time );
	}

	/** @dataProvider whose */
	public function test_a_key_has_the_public_half_and_the_id_of_the_fixture( string $whose ): void {
		$expected = self::vectors()['keys'][ $whose ];
		$this->assertSame( $expected['key'], self::key( $whose )->public_jwk() );
		$this->assertSame( $expected['keyId'], self::key( $whose )->id() );
	}

	public function whose(): array {
		return array(
			'shop'   => array( 'shop' ),
			'other'  => array( 'other' ),
			'bridge' => array( 'bridge' ),
		);
	}

	public function test_two_new_keys_differ_and_come_back_from_their_stored_text(): void {
		$key = Key::make();
		$this->assertNotSame( $key->id(), Key::make()->id() );
		$this->assertSame( $key->id(), Key::of( $key->stored() )->id() );
	}

	/** @dataProvider wrong_seeds */
	public function test_a_value_that_is_not_a_seed_makes_no_key( mixed $stored ): void {
		$this->assertNull( Key::of( $stored ) );
	}

	public function wrong_seeds(): array {
		return array(
			'nothing'      => array( false ),
			'empty'        => array( '' ),
			'too short'    => array( Base64Url::encode( str_repeat( 'k', 31 ) ) ),
			'too long'     => array( Base64Url::encode( str_repeat( 'k', 33 ) ) ),
			'no base64url' => array( str_repeat( '!', 43 ) ),
			'a list'       => array( array( 'k' ) ),
		);
	}

	public function test_base64url_writes_and_reads_any_bytes(): void {
		foreach ( array( '', "\0", "\xff\xfe\xfd", 'Åse', random_bytes( 33 ) ) as $bytes ) {
			$this->assertMatchesRegularExpression( '/^[A-Za-z0-9_-]*$/', Base64Url::encode( $bytes ) );
			$this->assertSame( $bytes, Base64Url::decode( Base64Url::encode( $bytes ) ) );
		}
	}

	public function test_base64url_reads_no_padding_no_plain_base64_and_no_white_space(): void {
		foreach ( array( 'YQ==', 'a+/b', "YWJj\n", 'YW Jj', 'A', 'ä' ) as $text ) {
			$this->assertNull( Base64Url::decode( $text ), $text );
		}
	}

	/** @dataProvider requests */
	public function test_a_proof_is_the_fixtures_byte_for_byte( array $vector ): void {
		$inputs = $vector['inputs'];
		$body   = $inputs['body']['text'] ?? str_repeat( $inputs['body']['repeat'], $inputs['body']['times'] );
		$url    = self::vectors()['publicUrl'];
		$path   = substr( $inputs['url'], strlen( $url ) );
		$proof  = Proof::sign( self::key(), $inputs['shop'], $url, $inputs['method'], $path, $body, self::seconds( $inputs['at'] ), $inputs['id'] );
		$this->assertSame( $vector['token'], $proof );
	}

	public function requests(): array {
		return self::named( 'requests', array( self::class, 'is_good' ) );
	}

	/** @dataProvider pairings */
	public function test_a_pairing_is_signed_byte_for_byte_as_in_the_fixture( array $vector ): void {
		$inputs = $vector['inputs'];
		$claims = array(
			'iss'     => self::key()->id(),
			'aud'     => self::vectors()['publicUrl'],
			'iat'     => self::seconds( $inputs['at'] ),
			'pairing' => $inputs['pairing'],
			'bh'      => Base64Url::encode( hash( 'sha256', $inputs['secret'], true ) ),
		);
		$this->assertSame( $vector['token'], Jws::sign( self::key(), 'kontor-pairing+jws', $claims ) );
	}

	public function pairings(): array {
		return self::named( 'pairings', array( self::class, 'is_good' ) );
	}

	/** @dataProvider possessions */
	public function test_possession_is_signed_byte_for_byte_as_in_the_fixture( array $vector ): void {
		$inputs = $vector['inputs'];
		$claims = array(
			'iss'   => self::key()->id(),
			'aud'   => self::vectors()['publicUrl'],
			'nonce' => $inputs['nonce'],
			'iat'   => self::seconds( $inputs['at'] ),
		);
		$this->assertSame( $vector['token'], Jws::sign( self::key(), 'kontor-possession+jws', $claims ) );
	}

	public function possessions(): array {
		return self::named( 'possessions', array( self::class, 'is_good' ) );
	}

	/** @dataProvider codes */
	public function test_a_code_is_read_as_the_bridge_means_it( array $vector ): void {
		$code = PairingCode::read( $vector['text'] );
		$read = null === $code ? null : array(
			'v' => 1,
			'u' => $code->bridge,
			'k' => $code->bridge_key,
			'p' => $code->pairing,
			's' => $code->secret,
		);
		$this->assertSame( $vector['expected'], $read );
	}

	public function codes(): array {
		return self::named( 'codes', static fn (): bool => true );
	}

	/** @dataProvider good_identities */
	public function test_a_right_identity_gives_its_claims( array $vector ): void {
		$claims = Jws::verified( $vector['token'], 'kontor-identity+jws', $vector['inputs']['key']['x'] );
		$this->assertSame( self::vectors()['publicUrl'], $claims['iss'] );
		$this->assertSame( $vector['inputs']['nonce'], $claims['nonce'] );
		$this->assertSame( $vector['inputs']['protocol'], $claims['protocol'] );
	}

	public function good_identities(): array {
		return self::named( 'identities', array( self::class, 'is_good' ) );
	}

	/** @dataProvider bad_identities */
	public function test_an_identity_that_is_not_signed_so_is_refused( array $vector ): void {
		$this->assertNull( Jws::verified( $vector['token'], 'kontor-identity+jws', $vector['inputs']['key']['x'] ) );
	}

	public function bad_identities(): array {
		return self::named( 'identities', static fn ( array $vector ): bool => in_array( $vector['expected'], array( 'identity.wrong_signature', 'identity.wrong_type' ), true ) );
	}

	public function test_a_wrong_public_key_verifies_nothing(): void {
		$token = self::vectors()['identities'][0]['token'];
		foreach ( array( '', 'short', '!!', Base64Url::encode( str_repeat( "\0", 32 ) ) ) as $x ) {
			$this->assertNull( Jws::verified( $token, 'kontor-identity+jws', $x ) );
		}
	}
}
