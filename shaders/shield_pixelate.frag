#version 300 es
// Square cells, each the mean of what it covers: a single sample would let fine detail through by chance.
precision highp float;

uniform sampler2D u_picture;
uniform vec2 u_cell;  // size of a cell in uv
in vec2 v_uv;
out vec4 o_colour;

const int kSamples = 4;  // in each direction

void main() {
    vec2 corner = floor(v_uv / u_cell) * u_cell;
    vec4 sum = vec4(0.0);
    for (int y = 0; y < kSamples; ++y)
        for (int x = 0; x < kSamples; ++x)
            sum += texture(u_picture, corner + (vec2(x, y) + 0.5) / float(kSamples) * u_cell);
    o_colour = sum / float(kSamples * kSamples);
}
