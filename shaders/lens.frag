#version 300 es
// The shielded picture with a round, soft window through which the picture itself is seen.
precision highp float;

uniform sampler2D u_picture;
uniform sampler2D u_shielded;
uniform vec2 u_size;   // of the canvas, device px
uniform vec3 u_lens;   // centre and radius, device px from the top left; radius 0: no window
uniform vec3 u_ring;   // colour of its edge
in vec2 v_uv;
out vec4 o_colour;

const float kSoft = 10.0;
const float kRing = 1.5;

void main() {
    vec4 shielded = texture(u_shielded, v_uv);
    if (u_lens.z <= 0.0) {
        o_colour = shielded;
        return;
    }
    float distance = length(v_uv * u_size - u_lens.xy);
    float inside = 1.0 - smoothstep(u_lens.z - kSoft, u_lens.z, distance);
    vec4 colour = mix(shielded, texture(u_picture, v_uv), inside);
    float ring = 1.0 - smoothstep(kRing - 1.0, kRing + 1.0, abs(distance - u_lens.z));
    o_colour = vec4(mix(colour.rgb, u_ring, ring), colour.a);
}
